import { createContext, useCallback, useContext, useState, type FormEvent, type ReactNode } from 'react';
import { ApiProblem } from '../../api/api';
import { confirm } from '../../api/console';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';

type Change = <T>(what: () => Promise<T>) => Promise<T>;

const ChangeContext = createContext<Change | undefined>(undefined);

/** What somebody decided not to do after all: nothing is to be said of it. */
const Cancelled = 'cancelled';

export const isCancelled = (problem: ApiProblem) => problem.kind === Cancelled;

/** Changes something; where the server wants the password first, it is asked for, and the change made then. */
export function useChange(): Change {
  const change = useContext(ChangeContext);
  if (!change) throw new Error('No password provider');
  return change;
}

export function PasswordProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ go(): void; stop(): void }>();
  const change = useCallback<Change>(async (what) => {
    try {
      return await what();
    } catch (failure) {
      if (asProblem(failure).kind !== 'password-needed') throw failure;
      await new Promise<void>((resolve, reject) => setAsked({ go: resolve, stop: () => reject(new ApiProblem(Cancelled, 0, Cancelled)) })).finally(() => setAsked(undefined));
      return await what();
    }
  }, []);
  return (
    <ChangeContext value={change}>
      {children}
      {asked ? <PasswordDialog onGiven={asked.go} onClose={asked.stop} /> : null}
    </ChangeContext>
  );
}

function PasswordDialog({ onGiven, onClose }: { onGiven(): void; onClose(): void }) {
  const { t } = useText();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await confirm(password);
      onGiven();
    } catch (failure) {
      setProblem(asProblem(failure));
    }
  };
  const errors = problem && (problem.errors.password ? [t('console.password.wrong')] : [problem.message]);
  return (
    <Dialog title={t('console.password.title')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <p>{t('console.password.more')}</p>
        <Field label={t('signIn.password')} type="password" autoComplete="current-password" autoFocus value={password} onChange={(event) => setPassword(event.target.value)} errors={errors} />
        <div className="dialog-actions">
          <Answers action={t('console.password.go')} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
