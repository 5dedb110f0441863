import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { actAs, ApiProblem, call, onSignedOut, type Session } from '../api/api';
import { recall, remember } from './preferences';

type State = { kind: 'asking' } | { kind: 'out'; hasEnded: boolean } | { kind: 'in'; session: Session; accountId: number | undefined } | { kind: 'broken'; problem: ApiProblem };

interface SessionControl {
  state: State;
  enter(session: Session): void;
  leave(): Promise<void>;
  retry(): void;
  chooseAccount(id: number): void;
}

const SessionContext = createContext<SessionControl | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ kind: 'asking' });
  const [round, setRound] = useState(0);

  const enter = useCallback((session: Session) => {
    const open = session.accounts.filter((account) => !account.suspended);
    const last = Number(recall('account'));
    const accountId = (open.find((account) => account.id === last) ?? open[0])?.id;
    actAs(session, accountId);
    setState({ kind: 'in', session, accountId });
  }, []);

  useEffect(() => {
    onSignedOut(() => setState((before) => (before.kind === 'in' ? { kind: 'out', hasEnded: true } : { kind: 'out', hasEnded: false })));
    call('get', '/session').then(enter, (failure: unknown) => {
      const problem = failure as ApiProblem;
      setState(problem.status === 401 ? { kind: 'out', hasEnded: false } : { kind: 'broken', problem });
    });
  }, [enter, round]);

  const leave = useCallback(async () => {
    try {
      await call('delete', '/session');
    } catch (failure) {
      if (!(failure instanceof ApiProblem) || failure.status !== 401) throw failure;
    }
    setState({ kind: 'out', hasEnded: false });
  }, []);

  const chooseAccount = useCallback((id: number) => {
    remember('account', String(id));
    setState((before) => {
      if (before.kind !== 'in') return before;
      actAs(before.session, id);
      return { ...before, accountId: id };
    });
  }, []);

  const control = useMemo(
    () => ({ state, enter, leave, chooseAccount, retry: () => (setState({ kind: 'asking' }), setRound((before) => before + 1)) }),
    [state, enter, leave, chooseAccount],
  );
  return <SessionContext value={control}>{children}</SessionContext>;
}

export function useSession(): SessionControl {
  const session = useContext(SessionContext);
  if (!session) throw new Error('No session');
  return session;
}

/** Of pages that are shown to people who are signed in. */
export function useAccount() {
  const { state } = useSession();
  if (state.kind !== 'in') throw new Error('Nobody is signed in');
  const account = state.session.accounts.find((each) => each.id === state.accountId);
  return { session: state.session, account, may: (scope: string) => account?.scopes.includes(scope) ?? false };
}
