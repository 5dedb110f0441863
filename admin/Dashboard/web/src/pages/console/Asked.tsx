import { useState, type ReactNode } from 'react';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Dialog } from '../../ui/Dialog';
import { isCancelled, useChange } from './password';

/** Asks once more before something is done that somebody will miss. */
export function Asked({ title, more, action, what, onDone, onClose }: { title: string; more: ReactNode; action: string; what(): Promise<unknown>; onDone(): void; onClose(): void }) {
  const { t } = useText();
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
      actions={
        <>
          <button className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button className="button danger" data-action="confirm" disabled={isBusy} onClick={() => void act()}>
            {action}
          </button>
        </>
      }
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
