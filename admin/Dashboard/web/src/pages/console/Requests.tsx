import { useState, type FormEvent } from 'react';
import { readRequest, type Delivery } from '../../api/console';
import { useRouter } from '../../app/router';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Empty, Failed, Loading } from '../../ui/States';
import { AuditRow } from './Audit';
import { JobRow } from './Jobs';
import { Row } from './Rows';
import { Time } from './Times';

const tones: Record<Delivery['state'], string> = { pending: 'tag warn', delivered: 'tag good', failed: 'tag bad' };

/** What became of a request that somebody asks about. */
export function Requests({ id }: { id?: string }) {
  const { t, number } = useText();
  const { go } = useRouter();
  const [wanted, setWanted] = useState(id ?? '');
  const asked = useAsync(async (signal) => (id ? await readRequest(id, signal) : undefined), [id]);
  const trace = asked.data;
  const errors = asked.problem?.errors.id;
  const isNothing = trace && trace.audit.length + trace.jobs.length + trace.deliveries.length + trace.log.length === 0;
  return (
    <>
      <form
        className="console-filters"
        role="search"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          go(wanted.trim() ? `/console/requests/${encodeURIComponent(wanted.trim())}` : '/console/requests');
        }}
      >
        <Field label={t('console.request')} name="id" hint={t('console.requests.hint')} value={wanted} onChange={(event) => setWanted(event.target.value)} errors={errors} />
        <div className="row console-filter-actions">
          <button className="button">
            <Icon name="search" />
            {t('console.requests.find')}
          </button>
        </div>
      </form>
      {!id ? (
        <div className="card">
          <Empty icon="search" title={t('console.requests.empty')}>
            {t('console.requests.emptyMore')}
          </Empty>
        </div>
      ) : errors ? null : asked.problem ? (
        <div className="card">
          <Failed problem={asked.problem} onRetry={asked.reload} />
        </div>
      ) : !trace ? (
        <div className="card">
          <Loading lines={6} />
        </div>
      ) : isNothing ? (
        <div className="card">
          <Empty icon="search" title={t('console.requests.nothing')}>
            {t('console.requests.nothingMore')}
          </Empty>
        </div>
      ) : (
        <>
          <section className="card">
            <h2>{t('console.requests.changed')}</h2>
            {trace.audit.length > 0 ? <ul className="console-rows">{trace.audit.map((entry) => <AuditRow key={entry.id} entry={entry} />)}</ul> : <p className="quiet">{t('console.none')}</p>}
          </section>
          <section className="card">
            <h2>{t('console.jobs')}</h2>
            {trace.jobs.length > 0 ? <ul className="console-rows">{trace.jobs.map((job) => <JobRow key={job.id} job={job} />)}</ul> : <p className="quiet">{t('console.none')}</p>}
          </section>
          <section className="card">
            <h2>{t('console.deliveries')}</h2>
            {trace.deliveries.length > 0 ? (
              <ul className="console-rows">
                {trace.deliveries.map((delivery) => (
                  <Row
                    key={delivery.id}
                    title={
                      <>
                        <strong className="ltr">{delivery.event}</strong>
                        <span className={tones[delivery.state]}>{t(`console.delivery.${delivery.state}`)}</span>
                      </>
                    }
                    more={
                      <>
                        {delivery.account.name ?? t('console.gone')} · <span className="ltr">{delivery.target}</span>
                      </>
                    }
                    facts={[
                      [t('console.attempts'), number(delivery.attempts)],
                      [t('console.outcome'), delivery.lastOutcome ?? '–'],
                      [t('console.at'), <Time key="at" at={delivery.createdAt} />],
                    ]}
                  />
                ))}
              </ul>
            ) : (
              <p className="quiet">{t('console.none')}</p>
            )}
          </section>
          <section className="card">
            <h2>{t('console.requests.log')}</h2>
            {trace.log.length > 0 ? (
              <ol className="log-lines" tabIndex={0} aria-label={t('console.requests.log')}>
                {trace.log.map((line, index) => (
                  <li key={index}>
                    <span className="tag">{line.process}</span> <span className="ltr">{line.text}</span>
                  </li>
                ))}
              </ol>
            ) : (
              <p className="quiet">{t('console.requests.noLog')}</p>
            )}
          </section>
        </>
      )}
    </>
  );
}
