/** Codes of two letters that the browser has a name for: it knows them all, a list here would only grow old. */
function codes(tag: string): { value: string; name: string }[] {
  const names = new Intl.DisplayNames([tag], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    // What another code has taken the place of (DD, SU, …) has that one's name.
    .filter((code) => !notCountries.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
    .flatMap((code) => {
      const name = names.of(code);
      return name ? [{ value: code, name }] : [];
    })
    .sort((one, other) => one.name.localeCompare(other.name, tag));
}

const known = new Map<string, { value: string; name: string }[]>();

export function countries(tag: string): { value: string; name: string }[] {
  let list = known.get(tag);
  if (!list) known.set(tag, (list = codes(tag)));
  return list;
}

export function countryName(code: string, tag: string): string {
  return countries(tag).find((each) => each.value === code)?.name ?? code;
}

/** A country by its code or its name. */
export function countryOf(text: string, tag: string): string | undefined {
  const upper = text.toUpperCase();
  const lower = text.toLocaleLowerCase(tag);
  return countries(tag).find((each) => each.value === upper || each.name.toLocaleLowerCase(tag) === lower)?.value;
}
