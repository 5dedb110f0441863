import { useState } from 'react';
import { useText } from '../../../text/text';
import { Field, Select } from '../../../ui/Field';
import { Icon } from '../../../ui/Icon';
import type { Errors } from './errors';

type Query = Record<string, string | true>;
type Mode = 'is' | 'any' | 'bare';

interface Row {
  name: string;
  mode: Mode;
  value: string;
}

const rowOf = ([name, value]: [string, string | true]): Row => (value === true ? { name, mode: 'any', value: '' } : value === '' ? { name, mode: 'bare', value: '' } : { name, mode: 'is', value });

const queryOf = (rows: readonly Row[]): Query =>
  Object.fromEntries(rows.filter((row) => row.name !== '').map((row) => [row.name, row.mode === 'any' ? true : row.mode === 'bare' ? '' : row.value]));

/** Parameters of the visit: all of them must hold. */
export function QueryCondition({ label, query, path, errors, onChange }: { label: string; query: Query; path: string; errors: Errors; onChange(query: Query): void }) {
  const { t } = useText();
  // Kept here as well: a name that is still empty, or twice there for a moment, is none of the query's.
  const [rows, setRows] = useState<Row[]>(() => (Object.keys(query).length > 0 ? Object.entries(query).map(rowOf) : [{ name: '', mode: 'is', value: '' }]));
  const set = (next: Row[]) => {
    setRows(next);
    onChange(queryOf(next));
  };
  const change = (index: number, part: Partial<Row>) => set(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <fieldset className="query-rows">
      <legend>{label}</legend>
      {rows.map((row, index) => (
        <div key={index} className="query-row">
          <Field label={t('rule.query.name')} dir="ltr" placeholder="src" value={row.name} onChange={(event) => change(index, { name: event.target.value })} errors={row.name ? errors[`${path}.${row.name}`] : undefined} />
          <Select label={t('rule.query.mode')} value={row.mode} onChange={(event) => change(index, { mode: event.target.value as Mode })}>
            <option value="is">{t('rule.query.is')}</option>
            <option value="any">{t('rule.query.any')}</option>
            <option value="bare">{t('rule.query.bare')}</option>
          </Select>
          {row.mode === 'is' ? <Field label={t('rule.query.value')} dir="ltr" value={row.value} onChange={(event) => change(index, { value: event.target.value })} /> : <span />}
          <button type="button" className="button icon plain" disabled={rows.length === 1} aria-label={t('rule.query.remove', { name: row.name || String(index + 1) })} onClick={() => set(rows.filter((_, at) => at !== index))}>
            <Icon name="close" />
          </button>
        </div>
      ))}
      {errors[path]?.map((error) => (
        <p key={error} className="error small">
          {error}
        </p>
      ))}
      <button type="button" className="button plain" onClick={() => set([...rows, { name: '', mode: 'is', value: '' }])}>
        <Icon name="plus" />
        {t('rule.query.add')}
      </button>
    </fieldset>
  );
}
