import { height, shapes, width } from 'virtual:world-map';
import type { StatsGroup } from '../../api/api';
import { useText } from '../../text/text';
import { useNames } from './names';

/** Shades from few to many; the rows below say the numbers, so the map is a picture for those who see it. */
const Shades = 5;

export function WorldMap({ rows, onFilter }: { rows: readonly StatsGroup[]; onFilter(code: string): void }) {
  const { t, number } = useText();
  const nameOf = useNames();
  const clicks = new Map(rows.map((row) => [row.value, row.clicks]));
  const most = Math.max(1, ...rows.filter((row) => row.value in shapes).map((row) => row.clicks));
  // By the logarithm: a country with most of the clicks would leave all others pale.
  const shadeOf = (n: number) => Math.min(Shades, 1 + Math.floor((Math.log(n) / Math.log(most + 1)) * Shades));
  return (
    <svg className="world" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('stats.map')}>
      {Object.entries(shapes).map(([code, path]) => {
        const n = clicks.get(code);
        return (
          <path key={code} d={path} className={n ? `shade-${shadeOf(n)}` : undefined} onClick={n ? () => onFilter(code) : undefined}>
            {n ? <title>{`${nameOf('country', code)}: ${number(n)}`}</title> : null}
          </path>
        );
      })}
    </svg>
  );
}
