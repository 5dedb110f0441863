import { useEffect, useState } from 'react';
import { call, type ApiProblem, type Job } from '../../api/api';
import { asProblem } from '../../app/useAsync';

const Wait = 700;

/** A job, asked after until it has ended; while the admin cannot be reached it is asked after again. */
export function useJob(id: string | undefined): { job?: Job; problem?: ApiProblem; set(job: Job): void } {
  const [state, setState] = useState<{ job?: Job; problem?: ApiProblem }>({});
  useEffect(() => {
    setState({});
    if (!id) return;
    const ends = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const job = await call('get', '/jobs/{id}', { path: { id }, signal: ends.signal });
        setState({ job });
        if (!job.finishedAt) timer = setTimeout(() => void ask(), Wait);
      } catch (failure) {
        if (ends.signal.aborted) return;
        const problem = asProblem(failure);
        setState((before) => ({ ...before, problem }));
        if (problem.kind === 'offline' || problem.status >= 500 || problem.status === 429) timer = setTimeout(() => void ask(), Wait * 5);
      }
    };
    void ask();
    return () => {
      ends.abort();
      clearTimeout(timer);
    };
  }, [id]);
  return { ...state, set: (job) => setState({ job }) };
}
