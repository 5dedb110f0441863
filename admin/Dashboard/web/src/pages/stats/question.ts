import type { paths } from '@described-api';

type Query = NonNullable<paths['/stats']['get']['parameters']['query']>;
export type Dimension = NonNullable<Query['groupBy']>[number];

export const periods = ['today', '7d', '30d', '90d', 'mtd', 'ytd', '12m', 'all'] as const;
export type Period = (typeof periods)[number];

/** Every dimension that a click on a row can keep, and a page can show. */
export const dimensions = [
  'country', 'region', 'platform', 'osVersion', 'deviceClass', 'browser', 'inApp', 'referrer', 'language', 'utmCampaign', 'utmSource', 'utmMedium', 'utmTerm', 'utmContent', 'trigger', 'link', 'tag', 'domain', 'variant', 'rule', 'destination', 'weekday',
  'hour',
] as const satisfies readonly Dimension[];
export type Shown = (typeof dimensions)[number];

export interface Filter {
  dimension: Shown;
  value: string;
}

/** What is looked at, as the page's address has it. */
export interface View {
  period?: Period;
  from?: string;
  to?: string;
  zone: string;
  isCompared: boolean;
  filters: Filter[];
  /** What the cards show, where that is not the first of each. */
  shown: Shown[];
}

export function viewOf(query: URLSearchParams, zone: string): View {
  const [from, to] = [query.get('from'), query.get('to')];
  const range = from && to ? { from, to } : { period: periods.find((known) => known === query.get('period')) ?? '30d' };
  return {
    ...range,
    zone: knownZone(query.get('tz')) ?? zone,
    isCompared: query.get('compare') === 'previous',
    filters: dimensions.flatMap((dimension) => query.getAll(dimension).map((value) => ({ dimension, value }))),
    shown: dimensions.filter((dimension) => query.getAll('by').includes(dimension)),
  };
}

/** The other way; nothing that is so anyway but the time zone, which differs from reader to reader. */
export function addressOf(view: View): URLSearchParams {
  const query = new URLSearchParams();
  if (view.from && view.to) {
    query.set('from', view.from);
    query.set('to', view.to);
  } else if (view.period) query.set('period', view.period);
  query.set('tz', view.zone);
  if (view.isCompared) query.set('compare', 'previous');
  for (const { dimension, value } of view.filters) query.append(dimension, value);
  for (const dimension of view.shown) query.append('by', dimension);
  return query;
}

/** What the API does not know of conversions. */
const unknownToConversions: readonly Shown[] = ['weekday', 'hour', 'osVersion'];

/** More than any card shows at first, and enough for a map. */
const Rows = 250;

export function questionOf(view: View, groupBy: readonly Shown[]) {
  return {
    period: view.period,
    from: view.from,
    to: view.to,
    timezone: view.zone,
    interval: intervalOf(view),
    // All that there is has nothing before it.
    compare: view.isCompared && view.period !== 'all' ? ('previous' as const) : undefined,
    conversions: !view.filters.some((filter) => unknownToConversions.includes(filter.dimension)),
    pivot: ['weekday', 'hour'] as ('weekday' | 'hour')[],
    limit: Rows,
    groupBy: [...groupBy],
    ...filtersOf(view),
  };
}

/** What picks the clicks that are looked at, and nothing of how they are shown. */
export function cellOf(view: View, link?: string) {
  return { period: view.period, from: view.from, to: view.to, timezone: view.zone, ...filtersOf(view), ...(link ? { link } : {}) };
}

function filtersOf(view: View) {
  const filters: Partial<Record<Shown, string[]>> = {};
  for (const { dimension, value } of view.filters) (filters[dimension] ??= []).push(value);
  return filters;
}

function intervalOf(view: View): 'hour' | 'day' | 'week' | 'month' {
  if (view.period === 'today') return 'hour';
  if (view.period === '12m' || view.period === 'all') return 'month';
  if (view.period === 'ytd') return 'week';
  if (view.from && view.to) {
    const days = (Date.parse(view.to) - Date.parse(view.from)) / 86_400_000;
    return days < 3 ? 'hour' : days > 200 ? 'month' : 'day';
  }
  return 'day';
}

function knownZone(zone: string | null): string | undefined {
  if (!zone) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
