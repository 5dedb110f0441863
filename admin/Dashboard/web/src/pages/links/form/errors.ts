/** What the API says of a body's fields, by their paths (`rules[0].when.country[1]`). */
export type Errors = Readonly<Record<string, string[]>>;

/** Of a field and all that is in it. */
export function under(errors: Errors, path: string): string[] | undefined {
  const found = Object.entries(errors).filter(([key]) => key === path || key.startsWith(`${path}.`) || key.startsWith(`${path}[`));
  return found.length > 0 ? found.flatMap(([, messages]) => messages) : undefined;
}

export const hasAny = (errors: Errors, ...paths: string[]) => paths.some((path) => under(errors, path) !== undefined);
