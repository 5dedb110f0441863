import type { ReactNode } from 'react';
import type { StatsGroup } from '../../api/api';
import { useText } from '../../text/text';

interface Props {
  title: string;
  dimension: string;
  rows: readonly StatsGroup[];
  total: number;
  linkOf?(row: StatsGroup): ReactNode;
}

/** Where clicks came from, the most first; bars are decoration beside the numbers. */
export function Breakdown({ title, dimension, rows, total, linkOf }: Props) {
  const { t, number, tag } = useText();
  return (
    <section className="card">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet small">{t('stats.nothing')}</p>
      ) : (
        <ol className="bars">
          {rows.map((row) => (
            <li key={row.value}>
              <span className="bar" aria-hidden="true" style={{ inlineSize: `${total > 0 ? Math.max(1, (100 * row.clicks) / total) : 0}%` }} />
              <span className="truncate">{linkOf ? linkOf(row) : nameOf(dimension, row.value, tag, t('stats.unknown'), t('stats.other'), t('stats.direct'))}</span>
              <span>{number(row.clicks)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

export function nameOf(dimension: string, value: string, tag: string, unknown: string, other: string, direct: string): string {
  if (value === 'other') return other;
  if (value === 'unknown' || value === '') return dimension === 'referrer' ? direct : unknown;
  if (dimension === 'country' && /^[A-Z]{2}$/.test(value)) {
    try {
      return new Intl.DisplayNames([tag], { type: 'region' }).of(value) ?? value;
    } catch {
      return value;
    }
  }
  if (dimension === 'referrer') return value;
  return names[value] ?? value.charAt(0).toUpperCase() + value.slice(1);
}

const names: Record<string, string> = { ios: 'iOS', ipados: 'iPadOS', macos: 'macOS', chromeos: 'ChromeOS' };
