import type { Stats } from '../../api/api';
import { save } from '../../ui/save';

/** What is seen, as the API said it. */
export function saveJson(stats: Stats, name: string) {
  save(new Blob([JSON.stringify(stats, null, 2)], { type: 'application/json' }), `${name}.json`);
}

/** What is seen, as a table: a row for each step of the series, each row of a group and each cell of the heatmap. */
export function saveCsv(stats: Stats, name: string) {
  const rows: unknown[][] = [['by', 'value', 'clicks', 'uniqueVisitors']];
  rows.push(['total', '', stats.totals.clicks, stats.totals.uniqueVisitors]);
  for (const point of stats.series) rows.push(['time', point.time, point.clicks, point.uniqueVisitors]);
  for (const [dimension, group] of Object.entries(stats.groups)) {
    for (const row of group ?? []) rows.push([dimension, row.value, row.clicks, row.uniqueVisitors]);
  }
  for (const row of (stats.pivot?.rows ?? []) as Record<string, unknown>[]) rows.push([stats.pivot!.by.join(' '), stats.pivot!.by.map((dimension) => row[dimension]).join(' '), row.clicks, row.uniqueVisitors]);
  save(new Blob([rows.map((row) => row.map(field).join(',')).join('\r\n'), '\r\n'], { type: 'text/csv' }), `${name}.csv`);
}

function field(value: unknown): string {
  const text = String(value ?? '');
  // What visitors sent (referrers, campaigns) must not run as a formula in a spreadsheet.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
