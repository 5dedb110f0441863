/** As a field of date and time shows it, in the browser's own time zone. */
export function localTime(at: string | null | undefined): string {
  if (!at) return '';
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function utcTime(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}
