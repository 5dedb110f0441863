import { useId, type TextareaHTMLAttributes } from 'react';

export function TextArea({ label, hint, errors, ...area }: { label: string; hint?: string; errors?: string[] } & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  const isWrong = !!errors?.length;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea rows={3} {...area} id={id} className="input" aria-invalid={isWrong || undefined} aria-describedby={hint || isWrong ? `${id}-more` : undefined} />
      {hint || isWrong ? (
        <div id={`${id}-more`}>
          {errors?.map((error) => (
            <p key={error} className="error">
              {error}
            </p>
          ))}
          {hint && !isWrong ? <p className="hint">{hint}</p> : null}
        </div>
      ) : null}
    </div>
  );
}
