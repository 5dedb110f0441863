export interface Accent {
  colour: string;
  /** Black or white, whichever is easier to read on it: one of them always has a contrast of 4.5 to 1 at least. */
  on: string;
}

const Usual = '#1f93ff';

/** What an inbox calls its colour, as far as it is one of `#rgb` or `#rrggbb`. */
export function accentOf(given: string | null | undefined): Accent {
  const text = given?.trim() ?? '';
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text);
  const colour = short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : /^#[\da-f]{6}$/i.test(text) ? text : Usual;
  // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return { colour, on: 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? '#fff' : '#000' };
}
