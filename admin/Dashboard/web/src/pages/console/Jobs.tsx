import { useEffect, useState, type ReactNode } from 'react';
import { cancelJob, jobStates, retryJob, type JobItem, type JobState } from '../../api/console';
import { A } from '../../app/router';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { useToast } from '../../ui/Toasts';
import { Asked } from './Asked';
import { Filters, useFilters } from './Filters';
import { isCancelled, useChange } from './password';
import { Row, Rows } from './Rows';
import { Ago } from './Times';
import { useList } from './useList';

/** How often those that go on are looked at again. */
const Interval = 3_000;

const tones: Record<JobState, string> = { queued: 'tag', running: 'tag warn', completed: 'tag good', failed: 'tag bad', cancelled: 'tag' };

export function Jobs() {
  const { t } = useText();
  const say = useToast();
  const change = useChange();
  const list = useList<JobItem>('/jobs', useFilters('account', 'state'));
  const [leaving, setLeaving] = useState<JobItem>();
  const { reload } = list;
  const goesOn = list.data?.items.some((job) => job.canCancel) ?? false;
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), Interval);
    return () => clearInterval(timer);
  }, [goesOn, reload]);
  const retry = async (job: JobItem) => {
    try {
      await change(() => retryJob(job.id));
      list.reload();
    } catch (failure) {
      const refusal = asProblem(failure);
      if (!isCancelled(refusal)) say(Object.values(refusal.errors)[0]?.[0] ?? refusal.message);
    }
  };
  return (
    <>
      <Filters
        wanted={[
          { name: 'account', label: t('console.accountNumber'), type: 'text' },
          { name: 'state', label: t('console.state'), options: jobStates.map((state) => [state, t(`console.state.${state}`)]) },
        ]}
        errors={list.problem?.errors}
      />
      <Rows list={list} label={t('console.jobs')} icon="clock" none={t('console.jobs.none')} noneMore={t('console.jobs.noneMore')}>
        {(job) => (
          <JobRow
            key={job.id}
            job={job}
            actions={
              job.canCancel ? (
                <button className="button danger" onClick={() => setLeaving(job)} aria-label={t('console.stopOf', { name: job.id })}>
                  {t('console.stop')}
                </button>
              ) : job.canRetry ? (
                <button className="button" onClick={() => void retry(job)} aria-label={t('console.retryOf', { name: job.id })}>
                  {t('action.retry')}
                </button>
              ) : undefined
            }
          />
        )}
      </Rows>
      {leaving ? (
        <Asked
          title={t('console.stopTitle')}
          more={t('console.stopMore')}
          action={t('console.stop')}
          what={() => cancelJob(leaving.id)}
          onClose={() => setLeaving(undefined)}
          onDone={() => (setLeaving(undefined), say(t('console.done')), list.reload())}
        />
      ) : null}
    </>
  );
}

export function JobRow({ job, actions }: { job: JobItem; actions?: ReactNode }) {
  const { t, number } = useText();
  return (
    <Row
      title={
        <>
          <strong className="ltr">{job.kind}</strong>
          <span className={tones[job.state]}>{t(`console.state.${job.state}`)}</span>
        </>
      }
      more={
        <>
          <A to={`/console/jobs?account=${job.account.id}`}>{job.account.name ?? t('console.gone')}</A> · {job.actor.name} · <span className="ltr">{job.id}</span>
        </>
      }
      facts={[
        [t('console.progress'), job.canCancel ? `${number(job.progress.rows)} (${job.progress.percent} %)` : number(job.progress.rows)],
        [t('console.refused'), number(job.counts.failed)],
        [t('console.since'), <Ago key="at" at={job.createdAt} />],
        [t('console.request'), job.requestId ? <RequestLink id={job.requestId} /> : '–'],
      ]}
      actions={actions}
    >
      {job.error ? <p className="notice bad">{job.error}</p> : null}
    </Row>
  );
}

/** The end of an id is enough to tell one from the other. */
export function RequestLink({ id }: { id: string }) {
  const { t } = useText();
  return (
    <A className="ltr mono" to={`/console/requests/${encodeURIComponent(id)}`} title={id} aria-label={t('console.requestOf', { id })}>
      …{id.slice(-6)}
    </A>
  );
}
