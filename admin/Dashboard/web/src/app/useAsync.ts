import { useCallback, useEffect, useState, type DependencyList } from 'react';
import { ApiProblem } from '../api/api';

export interface Asked<T> {
  /** What was answered last; while something else is asked it stays, so that pages do not flicker. */
  data?: T;
  problem?: ApiProblem;
  isLoading: boolean;
  reload(): void;
  set(data: T): void;
}

/** Asks whenever what it depends on changes; an answer that comes too late is dropped. */
export function useAsync<T>(ask: (signal: AbortSignal) => Promise<T>, dependencies: DependencyList): Asked<T> {
  const [state, setState] = useState<{ data?: T; problem?: ApiProblem; isLoading: boolean }>({ isLoading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const ends = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    ask(ends.signal).then(
      (data) => !ends.signal.aborted && setState({ data, isLoading: false }),
      (failure: unknown) => !ends.signal.aborted && setState((before) => ({ ...before, isLoading: false, problem: asProblem(failure) })),
    );
    return () => ends.abort();
    // What `ask` reads is what it depends on.
  }, [...dependencies, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const set = useCallback((data: T) => setState({ data, isLoading: false }), []);
  return { ...state, reload, set };
}

export function asProblem(failure: unknown): ApiProblem {
  return failure instanceof ApiProblem ? failure : new ApiProblem('page', 0, String(failure));
}
