import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useRouter } from '../../app/router';
import { useText } from '../../text/text';
import { Field, Select } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { useMedia } from '../../ui/useViewport';

interface Wanted {
  name: string;
  label: string;
  hint?: string;
  /** Value and what it is called; free text without. */
  options?: [value: string, name: string][];
  type?: 'search' | 'text' | 'datetime-local';
}

/** What the address asks the list for. */
export function useFilters(...names: string[]): Record<string, string | undefined> {
  const { query } = useRouter();
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? undefined]));
}

/** As many as a phone can show above a list. */
const FewFilters = 3;

/** The filters of a list. They are in the address of the page: whoever gets that sees the same. */
export function Filters({ wanted, errors, action }: { wanted: Wanted[]; errors?: Record<string, string[]>; action?: ReactNode }) {
  const { t } = useText();
  const { path, query, go } = useRouter();
  const given = () => Object.fromEntries(wanted.map(({ name }) => [name, query.get(name) ?? '']));
  const [values, setValues] = useState(given);
  // A link on the page asks for something else.
  useEffect(() => setValues(given()), [query.toString()]);
  const apply = (next: Record<string, string>) => {
    const kept = new URLSearchParams(Object.entries(next).filter(([, value]) => value.trim() !== ''));
    const text = kept.toString();
    go(text ? `${path}?${text}` : path);
  };
  const set = (name: string, value: string) => {
    const next = { ...values, [name]: value };
    setValues(next);
    return next;
  };
  const isWide = useMedia('(min-width: 64rem)');
  const form = (
    <form
      className="console-filters"
      role="search"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        apply(values);
      }}
    >
      {wanted.map(({ name, label, hint, options, type }) =>
        options ? (
          <Select key={name} label={label} name={name} value={values[name]} onChange={(event) => apply(set(name, event.target.value))}>
            <option value="">{t('console.all')}</option>
            {options.map(([value, called]) => (
              <option key={value} value={value}>
                {called}
              </option>
            ))}
          </Select>
        ) : (
          <Field key={name} label={label} hint={hint} name={name} type={type ?? 'search'} value={values[name]} onChange={(event) => set(name, event.target.value)} errors={errors?.[name]} />
        ),
      )}
      <div className="row console-filter-actions">
        <button className="button">
          <Icon name="search" />
          {t('console.search')}
        </button>
        {action}
      </div>
    </form>
  );
  if (wanted.length <= FewFilters || isWide) return form;
  return (
    <details className="console-filters-more" open={wanted.some(({ name }) => query.get(name)) || undefined}>
      <summary>{t('console.filters')}</summary>
      {form}
    </details>
  );
}
