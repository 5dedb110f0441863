import { useState } from 'react';
import type { ApiProblem } from '../api/api';
import { asProblem } from '../app/useAsync';
import { Answers } from './Answers';
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
      actions={<Answers action={action} isBusy={isBusy} isDangerous={isDangerous} onClose={onClose} onYes={() => void yes()} />}
    >
      <Refusal problem={problem} />
      <p>{more}</p>
    </Dialog>
  );
}
