import { useState, type ReactNode } from 'react';
import { call, open, type Job } from '../../api/api';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { save } from '../../ui/save';
import { useToast } from '../../ui/Toasts';
import { refusedRows } from './results';

/** Refused rows that are shown; the file has them all. */
const Shown = 50;

const counts = ['created', 'updated', 'skipped', 'failed'] as const;

/** How far an import is, what became of its rows, and why some were refused. */
export function JobView({ job, onJob, children }: { job: Job; onJob(job: Job): void; children?: ReactNode }) {
  const { t, count, number } = useText();
  const say = useToast();
  const [isStopping, setIsStopping] = useState(false);
  const isOver = job.finishedAt !== null;
  const refused = useAsync((signal) => (isOver && job.counts.failed > 0 ? refusedRows(job.id, Shown, signal) : Promise.resolve([])), [job.id, isOver, job.counts.failed > 0]);

  const stop = async () => {
    setIsStopping(true);
    try {
      onJob(await call('post', '/jobs/{id}/cancel', { path: { id: job.id } }));
    } catch (failure) {
      say(asProblem(failure).message);
    } finally {
      setIsStopping(false);
    }
  };

  const download = async () => {
    try {
      save(await (await open('/jobs/{id}/result', { path: { id: job.id }, accept: 'text/csv' })).blob(), `${job.id}.csv`);
    } catch (failure) {
      say(asProblem(failure).message);
    }
  };

  return (
    <section className="card job" aria-busy={!isOver}>
      <div className="row spread">
        <h2>
          {isTrial(job) ? t('import.trial') : t('import.title')} <span className={job.state === 'completed' ? 'tag good' : job.state === 'failed' ? 'tag bad' : 'tag'}>{t(`import.state.${job.state}`)}</span>
        </h2>
        {isOver ? null : (
          <button className="button" disabled={isStopping} onClick={() => void stop()}>
            {t('import.cancel')}
          </button>
        )}
      </div>
      <progress className="progress" max={100} value={isOver && job.state === 'completed' ? 100 : job.progress.percent} aria-label={t('import.title')} />
      <p className="small quiet" role="status">
        {count('import.progress', job.progress.rows)}
      </p>
      <dl className="totals job-counts">
        {counts.map((each) => (
          <div key={each} className={each === 'failed' && job.counts.failed > 0 ? 'total wrong' : 'total quiet'}>
            <dt>{t(`import.count.${each}`)}</dt>
            <dd>{number(job.counts[each])}</dd>
          </div>
        ))}
      </dl>
      {job.error ? <p className="notice bad">{job.error}</p> : null}
      {isOver && job.state === 'completed' && job.counts.failed === 0 && isTrial(job) ? <p className="notice">{t('import.allGood')}</p> : null}
      {refused.data && refused.data.length > 0 ? (
        <>
          <h3>{t('import.problems')}</h3>
          {refused.data.length < job.counts.failed ? <p className="small quiet">{t('import.problemsMore', { n: number(refused.data.length), all: number(job.counts.failed) })}</p> : null}
          <div className="table-scroll problems" tabIndex={0} role="region" aria-label={t('import.problems')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('import.row')}</th>
                  <th scope="col">{t('import.reason')}</th>
                </tr>
              </thead>
              <tbody>
                {refused.data.map((row) => (
                  <tr key={row.row}>
                    <th scope="row">{row.row}</th>
                    <td dir="auto">{row.reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
      {isOver ? (
        <div className="row">
          {children}
          <button className="button" onClick={() => void download()}>
            <Icon name="download" />
            {t('import.download')}
          </button>
        </div>
      ) : null}
    </section>
  );
}

export const isTrial = (job: Job) => (job.request as { dryRun?: boolean }).dryRun === true;
