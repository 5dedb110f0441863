import { useText, type MessageKey } from '../../text/text';
import { targets } from './presets';

/** Fields that the form of a link names as well. */
const named: Partial<Record<string, MessageKey>> = {
  url: 'form.url',
  slug: 'form.slug',
  shortUrl: 'import.target.shortUrl',
  domain: 'form.domain',
  title: 'form.title',
  tags: 'links.tags',
  notes: 'form.notes',
  externalId: 'form.externalId',
  enabled: 'form.enabled',
  archived: 'import.target.archived',
  deepLinkPath: 'form.deepLink',
  activeFrom: 'form.activeFrom',
  expiresAt: 'form.expiresAt',
  expiredUrl: 'form.expiredUrl',
  maxClicks: 'form.maxClicks',
  password: 'form.password',
};

interface Props {
  columns: readonly string[];
  samples: readonly string[][];
  chosen: readonly (string | null)[];
  onChange(chosen: (string | null)[]): void;
  errors: Readonly<Record<string, string[]>>;
}

/** Each column with what its first rows hold, and what it fills. */
export function ColumnMapping({ columns, samples, chosen, onChange, errors }: Props) {
  const { t } = useText();
  return (
    <div className="table-scroll mapping" tabIndex={0} role="region" aria-label={t('import.columns')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.sample')}</th>
            <th scope="col">{t('import.target')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, index) => {
            const wrong = errors[`columns.${column.trim()}`];
            return (
              <tr key={index}>
                <th scope="row" dir="auto">
                  {column}
                </th>
                <td>
                  {samples.map((row, at) => (
                    <div key={at} className="truncate small quiet" dir="auto">
                      {row[index] || '–'}
                    </div>
                  ))}
                </td>
                <td>
                  <select className="input" aria-label={`${t('import.target')}: ${column}`} aria-invalid={wrong ? true : undefined} value={chosen[index] ?? ''} onChange={(event) => onChange(chosen.map((each, at) => (at === index ? event.target.value || null : each)))}>
                    <option value="">{t('import.leaveOut')}</option>
                    {targets.map((target) => (
                      // Two columns cannot fill the same.
                      <option key={target} value={target} disabled={chosen[index] !== target && chosen.includes(target)}>
                        {named[target] ? t(named[target]) : target}
                      </option>
                    ))}
                  </select>
                  {wrong?.map((error) => (
                    <p key={error} className="error small">
                      {error}
                    </p>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
