import { useState, type FormEvent, type ReactNode } from 'react';
import type { ApiProblem } from '../../api/api';
import { asProblem } from '../../app/useAsync';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { isCancelled, useChange } from './password';

interface Props<T> {
  title: string;
  label: string;
  hint?: ReactNode;
  action: string;
  before?: string;
  what(name: string): Promise<T>;
  onDone(made: T): void;
  onClose(): void;
}

/** Takes the name of something that is made, or its new one. */
export function NameDialog<T>({ title, label, hint, action, before = '', what, onDone, onClose }: Props<T>) {
  const change = useChange();
  const [name, setName] = useState(before);
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      onDone(await change(() => what(name)));
    } catch (failure) {
      const refusal = asProblem(failure);
      if (!isCancelled(refusal)) setProblem(refusal);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <Field label={label} name="name" hint={hint} value={name} onChange={(event) => setName(event.target.value)} errors={problem && (problem.errors.name ?? [problem.message])} autoFocus required />
        <div className="dialog-actions">
          <Answers action={action} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
