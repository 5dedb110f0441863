import { useEffect, useRef, useState } from 'react';
import { address, call, type ApiProblem, type Job } from '../api/api';
import { upload } from '../api/upload';
import { A, useRouter } from '../app/router';
import { asProblem, useAsync } from '../app/useAsync';
import { useTitle } from '../app/useTitle';
import '../styles/import.css';
import { useText } from '../text/text';
import { Select } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { Failed, Loading } from '../ui/States';
import { ColumnMapping } from './import/ColumnMapping';
import { beginningOf, rowsOf } from './import/csv';
import { FilePicker } from './import/FilePicker';
import { isTrial, JobView } from './import/JobView';
import { guess, presetNames, presetOf, presets, type Preset } from './import/presets';
import { useJob } from './import/useJob';

/** How much of a file is looked at for its columns and first rows. */
const Beginning = 64 * 1024;
const SampleRows = 3;

interface Looked {
  file: File;
  format: 'csv' | 'ndjson';
  columns: string[];
  samples: string[][];
  preset: Preset | undefined;
}

const conflicts = ['fail', 'skip', 'update'] as const;
const steps = ['file', 'columns', 'try', 'import'] as const;

/** From a file to links: look at it, say what its columns fill, try it, import it. The job's id is in the address, so that a reload goes on watching. */
export function ImportLinks() {
  const { t } = useText();
  const { query, go } = useRouter();
  const jobId = query.get('job') ?? undefined;
  const { job, problem: jobProblem, set: setJob } = useJob(jobId);
  const [looked, setLooked] = useState<Looked>();
  const [chosen, setChosen] = useState<(string | null)[]>([]);
  const [onConflict, setOnConflict] = useState<(typeof conflicts)[number]>('fail');
  const [problem, setProblem] = useState<ApiProblem>();
  const [isEmpty, setIsEmpty] = useState(false);
  const [sent, setSent] = useState<number>();
  const ends = useRef<AbortController>(undefined);
  useTitle(t('import.title'));
  useEffect(() => () => ends.current?.abort(), []);

  const look = async (file: File) => {
    setProblem(undefined);
    setIsEmpty(false);
    const text = await beginningOf(file, Beginning);
    const isNdjson = /\.(ndjson|jsonl)$/i.test(file.name) || text.trimStart().startsWith('{');
    if (isNdjson) {
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      if (lines.length === 0) return setIsEmpty(true);
      setLooked({ file, format: 'ndjson', columns: [], samples: lines.slice(0, SampleRows).map((line) => [line]), preset: undefined });
    } else {
      const [columns, ...rows] = [...rowsOf(text)].slice(0, SampleRows + 1);
      if (!columns || rows.length === 0) return setIsEmpty(true);
      const preset = presetOf(columns);
      setLooked({ file, format: 'csv', columns, samples: rows, preset });
      setChosen(guess(columns, preset));
    }
    go('/links/import', { replace: true });
  };

  const start = async (dryRun: boolean) => {
    if (!looked) return;
    setProblem(undefined);
    setSent(0);
    ends.current = new AbortController();
    const columns = looked.format === 'csv' ? JSON.stringify(Object.fromEntries(looked.columns.map((column, index) => [column.trim(), chosen[index] ?? null]))) : undefined;
    try {
      const made = await upload<Job>(address('/links/import', {}, { format: looked.format, preset: looked.preset, columns, dryRun: dryRun || undefined, onConflict }), looked.file, looked.format === 'csv' ? 'text/csv' : 'application/x-ndjson', setSent, ends.current.signal);
      go(`/links/import?job=${encodeURIComponent(made.id)}`);
    } catch (failure) {
      if (!ends.current.signal.aborted) setProblem(asProblem(failure));
    } finally {
      setSent(undefined);
    }
  };

  const step: (typeof steps)[number] = jobId ? (job && isTrial(job) ? 'try' : 'import') : looked ? 'columns' : 'file';
  const hasUrl = looked?.format === 'ndjson' || chosen.includes('url');

  return (
    <div className="page import-page">
      <div className="page-head">
        <div>
          <A to="/links" className="small quiet">
            {t('nav.links')}
          </A>
          <h1>{t('import.title')}</h1>
          <p className="quiet">{t('import.lead')}</p>
        </div>
      </div>
      <ol className="wizard" aria-label={t('import.steps')}>
        {steps.map((each, index) => (
          <li key={each} aria-current={each === step ? 'step' : undefined} className={index < steps.indexOf(step) ? 'done' : undefined}>
            {t(`import.step.${each}`)}
          </li>
        ))}
      </ol>

      {jobId ? (
        job ? (
          <JobView job={job} onJob={setJob}>
            {isTrial(job) ? (
              <>
                {looked ? (
                  <button className="button primary" disabled={sent !== undefined} onClick={() => void start(false)}>
                    {sent !== undefined ? t('import.upload', { percent: Math.round(sent * 100) }) : job.counts.failed > 0 ? t('import.startAnyway') : t('import.start')}
                  </button>
                ) : null}
                <button className="button" onClick={() => go('/links/import')}>
                  {looked ? t('import.columns') : t('import.again')}
                </button>
              </>
            ) : (
              <>
                <A to="/links" className="button primary">
                  {t('import.toLinks')}
                </A>
                <button
                  className="button"
                  onClick={() => {
                    setLooked(undefined);
                    go('/links/import');
                  }}
                >
                  {t('import.again')}
                </button>
              </>
            )}
          </JobView>
        ) : (
          <div className="card">{jobProblem ? <Failed problem={jobProblem} onRetry={() => go('/links/import')} /> : <Loading lines={4} />}</div>
        )
      ) : looked ? (
        <section className="card form">
          <div className="row spread">
            <div className="row">
              <Icon name="upload" />
              <strong dir="auto">{looked.file.name}</strong>
              <span className="tag">{looked.format.toUpperCase()}</span>
            </div>
            <button className="button" onClick={() => setLooked(undefined)}>
              {t('import.other')}
            </button>
          </div>
          {looked.format === 'csv' ? (
            <>
              <div className="pair">
                <Select
                  label={t('import.preset')}
                  hint={looked.preset && looked.preset === presetOf(looked.columns) ? t('import.presetSeen') : undefined}
                  value={looked.preset ?? ''}
                  onChange={(event) => {
                    const preset = presets.find((each) => each === event.target.value);
                    setLooked({ ...looked, preset });
                    setChosen(guess(looked.columns, preset));
                  }}
                >
                  <option value="">{t('import.preset.none')}</option>
                  {presets.map((each) => (
                    <option key={each} value={each}>
                      {presetNames[each]}
                    </option>
                  ))}
                </Select>
                <ConflictSelect value={onConflict} onChange={setOnConflict} />
              </div>
              <div>
                <h2>{t('import.columns')}</h2>
                <p className="quiet small">{t('import.columnsMore')}</p>
              </div>
              <ColumnMapping columns={looked.columns} samples={looked.samples} chosen={chosen} onChange={setChosen} errors={problem?.errors ?? {}} />
            </>
          ) : (
            <>
              <ConflictSelect value={onConflict} onChange={setOnConflict} />
              <h2>{t('import.sample')}</h2>
              {looked.samples.map(([line]) => (
                <code key={line} className="truncate small ltr">
                  {line}
                </code>
              ))}
            </>
          )}
          {hasUrl ? null : <p className="notice warn">{t('import.needsUrl')}</p>}
          <Problem problem={problem} />
          <div className="row">
            <button className="button primary" disabled={!hasUrl || sent !== undefined} onClick={() => void start(true)}>
              {sent !== undefined ? t('import.upload', { percent: Math.round(sent * 100) }) : t('import.dryRun')}
            </button>
            {sent !== undefined ? (
              <button className="button" onClick={() => ends.current?.abort()}>
                {t('action.cancel')}
              </button>
            ) : (
              <span className="quiet small">{t('import.dryRunMore')}</span>
            )}
          </div>
        </section>
      ) : (
        <>
          <section className="card">
            <FilePicker onFile={(file) => void look(file)} />
            {isEmpty ? (
              <p className="notice warn" role="alert">
                {t('import.empty')}
              </p>
            ) : null}
          </section>
          <History />
        </>
      )}
      {jobId && problem ? <Problem problem={problem} /> : null}
    </div>
  );
}

function ConflictSelect({ value, onChange }: { value: (typeof conflicts)[number]; onChange(value: (typeof conflicts)[number]): void }) {
  const { t } = useText();
  return (
    <Select label={t('import.conflict')} value={value} onChange={(event) => onChange(event.target.value as (typeof conflicts)[number])}>
      {conflicts.map((each) => (
        <option key={each} value={each}>
          {t(`import.conflict.${each}`)}
        </option>
      ))}
    </Select>
  );
}

function Problem({ problem }: { problem: ApiProblem | undefined }) {
  const { t } = useText();
  if (!problem) return null;
  const rest = Object.entries(problem.errors).filter(([path]) => !path.startsWith('columns.'));
  return (
    <div role="alert" className="notice bad">
      {problem.kind === 'offline' ? t('failed.offlineMore') : problem.message}
      {rest.map(([path, messages]) => (
        <p key={path}>
          <code>{path}</code> {messages.join(' ')}
        </p>
      ))}
    </div>
  );
}

const Shown = 10;

/** What was imported before, and what is being imported now. */
function History() {
  const { t, number, ago } = useText();
  const asked = useAsync(async (signal) => (await call('get', '/jobs', { query: { limit: Shown }, signal })).data.filter((job) => job.kind === 'link-import'), []);
  if (!asked.data || asked.data.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('import.history')}</h2>
      <ul className="list">
        {asked.data.map((job) => (
          <li key={job.id}>
            <div>
              <A to={`/links/import?job=${job.id}`}>{ago(job.createdAt)}</A> <span className="tag">{isTrial(job) ? t('import.trial') : t(`import.state.${job.state}`)}</span>
            </div>
            <span className="small quiet">
              {t('import.count.created')} {number(job.counts.created)} · {t('import.count.failed')} {number(job.counts.failed)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
