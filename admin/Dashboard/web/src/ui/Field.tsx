import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from 'react';

interface Described {
  label: string;
  hint?: ReactNode;
  errors?: string[];
  prefix?: string;
}

/** A labelled input whose hint and errors are read out with it. */
export function Field({ label, hint, errors, prefix, ...input }: Described & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const isWrong = !!errors?.length;
  const control = (
    <input {...input} id={id} className="input" aria-invalid={isWrong || undefined} aria-describedby={hint || isWrong ? `${id}-more` : undefined} />
  );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {prefix ? (
        <div className="prefixed">
          <span className="prefix truncate">{prefix}</span>
          {control}
        </div>
      ) : (
        control
      )}
      <More id={id} hint={hint} errors={errors} />
    </div>
  );
}

export function Select({ label, hint, errors, children, ...select }: Described & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...select} id={id} className="input">
        {children}
      </select>
      <More id={id} hint={hint} errors={errors} />
    </div>
  );
}

function More({ id, hint, errors }: { id: string; hint?: ReactNode; errors?: string[] }) {
  if (!hint && !errors?.length) return null;
  return (
    <div id={`${id}-more`}>
      {errors?.map((error) => (
        <p key={error} className="error">
          {error}
        </p>
      ))}
      {hint && !errors?.length ? <p className="hint">{hint}</p> : null}
    </div>
  );
}
