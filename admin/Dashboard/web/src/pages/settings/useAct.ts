import { useState } from 'react';
import type { ApiProblem } from '../../api/api';
import { asProblem } from '../../app/useAsync';
import { useToast } from '../../ui/Toasts';

/** One change at a time: whether it is under way, and what went wrong with it. */
export function useAct() {
  const say = useToast();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  /** Says in passing what was done; undefined where it was not. */
  const act = async <T>(what: () => Promise<T>, done?: string): Promise<{ answer: T } | undefined> => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const answer = await what();
      if (done) say(done);
      return { answer };
    } catch (failure) {
      setProblem(asProblem(failure));
      return undefined;
    } finally {
      setIsBusy(false);
    }
  };
  return { act, isBusy, problem, clear: () => setProblem(undefined) };
}
