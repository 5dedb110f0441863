import { useState, type ReactNode } from 'react';
import type { StatsGroup } from '../../api/api';
import { A } from '../../app/router';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { useNames } from './names';
import type { Shown } from './question';

/** Rows before somebody asks for all. */
const First = 8;

interface Props {
  title: string;
  /** What the card can show; the first unless another was chosen. */
  choices: readonly Shown[];
  dimension: Shown;
  rows: readonly StatsGroup[];
  total: number;
  onShow(dimension: Shown): void;
  onFilter(value: string): void;
  /** A picture of the same, beside the rows. */
  picture?: ReactNode;
  isWide?: boolean;
}

/** Where clicks came from, the most first; a row keeps only its clicks. Bars are decoration beside the numbers. */
export function Breakdown({ title, choices, dimension, rows, total, onShow, onFilter, picture, isWide }: Props) {
  const { t, number } = useText();
  const nameOf = useNames();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, First);
  return (
    <section className={['card breakdown', isWide ? 'wide' : '', picture ? 'pictured' : ''].join(' ')} aria-label={title}>
      <div className="row spread">
        <h2>{title}</h2>
        {choices.length > 1 ? (
          <select className="input" aria-label={t('stats.by', { title })} value={dimension} onChange={(event) => onShow(event.target.value as Shown)}>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {t(`stats.by.${choice}`)}
              </option>
            ))}
          </select>
        ) : null}
      </div>
      {picture ? <div className="breakdown-picture">{picture}</div> : null}
      <div className="breakdown-rows">
        {rows.length === 0 ? (
          <p className="quiet small">{t('stats.nothing')}</p>
        ) : (
          <ol className="bars">
            {shown.map((row) => {
              const name = nameOf(dimension, row.value);
              return (
                <li key={row.value}>
                  <span className="bar" aria-hidden="true" style={{ inlineSize: `${total > 0 ? Math.min(100, Math.max(1, (100 * row.clicks) / total)) : 0}%` }} />
                  {row.value === 'other' ? (
                    <span className="truncate bar-name">{name}</span>
                  ) : (
                    <button className="truncate bar-name" title={t('stats.keep', { name })} onClick={() => onFilter(row.id ?? row.value)}>
                      {name}
                    </button>
                  )}
                  {row.id ? (
                    <A to={`/links/${row.id}`} className="bar-link" aria-label={t('stats.openLink', { name })}>
                      <Icon name="external" />
                    </A>
                  ) : null}
                  <span className="bar-number">{number(row.clicks)}</span>
                </li>
              );
            })}
          </ol>
        )}
        {rows.length > First ? (
          <button className="button plain small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? t('stats.less') : t('stats.all', { n: number(rows.length) })}
          </button>
        ) : null}
      </div>
    </section>
  );
}
