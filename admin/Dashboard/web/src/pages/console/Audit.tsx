import { type AuditItem } from '../../api/console';
import { A } from '../../app/router';
import { useText } from '../../text/text';
import { Filters, useFilters } from './Filters';
import { RequestLink } from './Jobs';
import { Row, Rows } from './Rows';
import { Time } from './Times';
import { useList } from './useList';

/** Times in the address are as the browser's fields write them; the API wants to know where they are. */
function instant(local: string | undefined): string | undefined {
  if (!local) return undefined;
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}

export function Audit() {
  const { t } = useText();
  const filters = useFilters('account', 'actor', 'action', 'requestId', 'createdAfter', 'createdBefore');
  const list = useList<AuditItem>('/audit', { ...filters, createdAfter: instant(filters.createdAfter), createdBefore: instant(filters.createdBefore) });
  return (
    <>
      <Filters
        wanted={[
          { name: 'account', label: t('console.accountNumber'), type: 'text' },
          { name: 'actor', label: t('console.actorNumber'), type: 'text' },
          { name: 'action', label: t('console.action'), type: 'text', hint: t('console.actionHint') },
          { name: 'requestId', label: t('console.request'), type: 'text' },
          { name: 'createdAfter', label: t('console.after'), type: 'datetime-local' },
          { name: 'createdBefore', label: t('console.before'), type: 'datetime-local' },
        ]}
        errors={list.problem?.errors}
      />
      <Rows list={list} label={t('console.audit')} icon="checks" none={t('console.nothing')} noneMore={t('console.nothingMore')}>
        {(entry) => <AuditRow key={entry.id} entry={entry} />}
      </Rows>
    </>
  );
}

export function AuditRow({ entry }: { entry: AuditItem }) {
  const { t } = useText();
  return (
    <Row
      title={<strong className="ltr mono">{entry.action}</strong>}
      more={
        <>
          {entry.object.name ?? entry.object.id ?? ''}
          {entry.account ? (
            <>
              {' · '}
              <A to={`/console/audit?account=${entry.account.id}`}>{entry.account.name ?? t('console.gone')}</A>
            </>
          ) : (
            <> · {t('console.installation')}</>
          )}
        </>
      }
      facts={[
        [t('console.actor'), entry.actor.id ? <A to={`/console/audit?actor=${encodeURIComponent(entry.actor.id)}`}>{entry.actor.name}</A> : entry.actor.name],
        [t('console.at'), <Time key="at" at={entry.createdAt} />],
        [t('console.request'), entry.requestId ? <RequestLink id={entry.requestId} /> : '–'],
      ]}
    >
      {entry.changes.length > 0 ? (
        <details>
          <summary>{t('console.changes', { n: entry.changes.length })}</summary>
          <ul className="changes">
            {entry.changes.map((change) => (
              <li key={change.field}>
                <code className="ltr">{change.field}</code>
                <span className="ltr mono">
                  {written(change.from)} → {written(change.to)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Row>
  );
}

function written(value: unknown): string {
  return value === undefined || value === null ? '∅' : typeof value === 'string' ? value : JSON.stringify(value);
}
