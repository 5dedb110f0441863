import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const Name = 'virtual:world-map';

/** Steps of a degree that a point is rounded to: coasts of a map as wide as a page need no more. */
const StepsOfDegree = 2.5;

/** All longitudes, in steps. */
const Around = 360 * StepsOfDegree;

const Antarctica = 'AQ';

/** What lies north and south of these is ice. */
const North = 84;
const South = -57;

/** Islands smaller than this, in steps, are no shape but a dot. */
const SmallestRing = 3;

interface Topology {
  arcs: [number, number][][];
  transform: { scale: [number, number]; translate: [number, number] };
  objects: { countries: { geometries: ({ type: 'Polygon'; arcs: number[][]; id?: string } | { type: 'MultiPolygon'; arcs: number[][][]; id?: string })[] } };
}

/**
 * Shapes of countries (Natural Earth, public domain, as world-atlas has them), by their code of two letters, as paths of whole
 * numbers: a tenth of what the file holds, and no program to read it with.
 */
export function worldMap(): Plugin {
  return {
    name: 'world-map',
    resolveId: (id) => (id === Name ? `\0${Name}` : undefined),
    load(id) {
      if (id !== `\0${Name}`) return undefined;
      const file = createRequire(import.meta.url).resolve('world-atlas/countries-110m.json');
      const world = JSON.parse(readFileSync(file, 'utf8')) as Topology;
      return `export const shapes = ${JSON.stringify(shapesOf(world))};\nexport const width = ${Around};\nexport const height = ${(North - South) * StepsOfDegree};`;
    },
  };
}

function shapesOf(world: Topology): Record<string, string> {
  const arcs = world.arcs.map((arc) => placed(arc, world.transform));
  const shapes: Record<string, string> = {};
  for (const geometry of world.objects.countries.geometries) {
    const code = geometry.id && codeOf(geometry.id);
    if (!code || code === Antarctica) continue;
    const rings = geometry.type === 'Polygon' ? geometry.arcs : geometry.arcs.flat();
    const path = rings
      .flatMap((ring) => onPlane(ring.flatMap((index) => (index < 0 ? [...arcs[~index]!].reverse() : arcs[index]!))))
      .map(pathOf)
      .join('');
    if (path) shapes[code] = (shapes[code] ?? '') + path;
  }
  return shapes;
}

/** Deltas become longitudes and latitudes, and these steps from the upper left. */
function placed(arc: [number, number][], { scale, translate }: Topology['transform']): [number, number][] {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    const longitude = x * scale[0] + translate[0];
    const latitude = Math.min(North, Math.max(South, y * scale[1] + translate[1]));
    return [Math.round((longitude + 180) * StepsOfDegree), Math.round((North - latitude) * StepsOfDegree)];
  });
}

/** A ring that goes on beyond a side of the map is there twice, once at each side; what lies outside is cut off when it is drawn. */
function onPlane(ring: [number, number][]): [number, number][][] {
  let turns = 0;
  const unrolled = ring.map(([x, y], index): [number, number] => {
    const step = index === 0 ? 0 : x - ring[index - 1]![0];
    if (step > Around / 2) turns--;
    else if (step < -Around / 2) turns++;
    return [x + turns * Around, y];
  });
  const xs = unrolled.map(([x]) => x);
  const isWithin = Math.min(...xs) >= 0 && Math.max(...xs) <= Around;
  if (isWithin) return [unrolled];
  const by = Math.max(...xs) > Around ? -Around : Around;
  return [unrolled, unrolled.map(([x, y]): [number, number] => [x + by, y])];
}

function pathOf(points: [number, number][]): string {
  const kept = points.filter(([x, y], index) => index === 0 || x !== points[index - 1]![0] || y !== points[index - 1]![1]);
  const xs = kept.map(([x]) => x);
  const ys = kept.map(([, y]) => y);
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  if (kept.length < 3 || size < SmallestRing) return '';
  let [atX, atY] = kept[0]!;
  const steps = kept.slice(1).map(([x, y]) => {
    const step = `${x - atX}${y - atY < 0 ? '' : ' '}${y - atY}`;
    [atX, atY] = [x, y];
    return step;
  });
  return `M${kept[0]![0]} ${kept[0]![1]}l${steps.join(' ').replace(/ -/g, '-')}z`;
}

/** ISO 3166's number as its letters: ICU knows both. */
function codeOf(number: string): string | undefined {
  const region = new Intl.Locale(Intl.getCanonicalLocales(`und-${number}`)[0]!).region;
  return region && /^[A-Z]{2}$/.test(region) ? region : undefined;
}
