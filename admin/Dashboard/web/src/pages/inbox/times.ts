const Day = 86_400_000;

/** Seconds since 1970, as a list has room for: the time of today, the day of this week, else the date. */
export function shortTime(at: number, tag: string): string {
  const time = new Date(at * 1000);
  const age = Date.now() - time.getTime();
  const how: Intl.DateTimeFormatOptions = dayOf(at) === dayOf(Date.now() / 1000) ? { timeStyle: 'short' } : age < 6 * Day ? { weekday: 'short' } : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(tag, how).format(time);
}

/** The day in the reader's zone, as a key. */
export const dayOf = (at: number) => new Date(at * 1000).toDateString();

export function dayName(at: number, tag: string): string {
  const days = Math.round((new Date(dayOf(Date.now() / 1000)).getTime() - new Date(dayOf(at)).getTime()) / Day);
  if (days < 2) return capital(new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(-days, 'day'), tag);
  return new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', ...(days > 300 ? { year: 'numeric' } : {}) }).format(new Date(at * 1000));
}

const capital = (text: string, tag: string) => text.charAt(0).toLocaleUpperCase(tag) + text.slice(1);
