import { useState } from 'react';
import type { ApiProblem } from '../api/api';
import { asProblem } from '../app/useAsync';
import { useText } from '../text/text';
import { Dialog } from './Dialog';
import { Refusal } from './Refusal';

interface Props {
  title: string;
  more: string;
  action: string;
  isDangerous?: boolean;
  /** The dialog stays, with the reason, where this fails. */
  onYes(): Promise<void>;
  onClose(): void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, more, action, isDangerous = true, onYes, onClose }: Props) {
  const { t } = useText();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const yes = async () => {
    setIsBusy(true);
    try {
      await onYes();
      onClose();
    } catch (failure) {
      setProblem(asProblem(failure));
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
          <button className={isDangerous ? 'button danger' : 'button primary'} disabled={isBusy} onClick={() => void yes()}>
            {action}
          </button>
        </>
      }
    >
      <Refusal problem={problem} />
      <p>{more}</p>
    </Dialog>
  );
}
