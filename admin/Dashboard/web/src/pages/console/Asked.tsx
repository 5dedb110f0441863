import { useState, type ReactNode } from 'react';
import { asProblem } from '../../app/useAsync';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { isCancelled, useChange } from './password';

/** Asks once more before something is done that somebody will miss. */
export function Asked({ title, more, action, what, onDone, onClose }: { title: string; more: ReactNode; action: string; what(): Promise<unknown>; onDone(): void; onClose(): void }) {
  const change = useChange();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const act = async () => {
    setIsBusy(true);
    try {
      await change(what);
      onDone();
    } catch (failure) {
      const refusal = asProblem(failure);
      setProblem(isCancelled(refusal) ? undefined : (Object.values(refusal.errors)[0]?.[0] ?? refusal.message));
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={<Answers action={action} isBusy={isBusy} isDangerous onClose={onClose} onYes={() => void act()} />}
    >
      <p>{more}</p>
      {problem ? (
        <p role="alert" className="notice bad">
          {problem}
        </p>
      ) : null}
    </Dialog>
  );
}
