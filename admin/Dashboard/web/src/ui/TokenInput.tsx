import { useId, useState, type KeyboardEvent } from 'react';
import { useText } from '../text/text';
import { Icon } from './Icon';

interface Props {
  label: string;
  values: readonly string[];
  onChange(values: string[]): void;
  /** Of a value, what it is called where people read it. */
  nameOf?(value: string): string;
  /** What was typed, as a value; undefined where it is none yet. */
  parse?(text: string): string | undefined;
  suggestions?: readonly { value: string; name: string }[];
  placeholder?: string;
  /** What is wrong with the value at a place. */
  errorsAt?(index: number): string[] | undefined;
  errors?: string[];
  hint?: string;
}

/** Several short values: Enter, a comma or leaving the field ends one; Backspace in an empty field takes the last one back. */
export function TokenInput({ label, values, onChange, nameOf, parse, suggestions, placeholder, errorsAt, errors, hint }: Props) {
  const { t } = useText();
  const [text, setText] = useState('');
  const id = useId();
  const add = () => {
    const typed = text.split(/[,;\n]+/).map((part) => part.trim()).filter((part) => part !== '');
    const made = typed.map((part) => parse?.(part) ?? part);
    const fresh = [...new Set(made)].filter((value) => !values.includes(value));
    if (fresh.length > 0) onChange([...values, ...fresh]);
    setText('');
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      if (event.key === 'Enter' || text.trim()) event.preventDefault();
      if (text.trim()) add();
    } else if (event.key === 'Backspace' && text === '' && values.length > 0) {
      onChange(values.slice(0, -1));
    }
  };
  const wrong = values.flatMap((value, index) => (errorsAt?.(index) ?? []).map((error) => `${nameOf?.(value) ?? value}: ${error}`));
  const all = [...(errors ?? []), ...wrong];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="input tag-input">
        {values.map((value, index) => (
          <button key={value} type="button" className={errorsAt?.(index) ? 'tag bad' : 'tag'} onClick={() => onChange(values.filter((each) => each !== value))} aria-label={t('tags.remove', { tag: nameOf?.(value) ?? value })}>
            {nameOf?.(value) ?? value}
            <Icon name="close" />
          </button>
        ))}
        <input
          id={id}
          value={text}
          placeholder={values.length === 0 ? placeholder : undefined}
          list={suggestions ? `${id}-list` : undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
          onBlur={add}
          aria-invalid={all.length > 0 || undefined}
          aria-describedby={hint || all.length > 0 ? `${id}-more` : undefined}
        />
        {suggestions ? (
          <datalist id={`${id}-list`}>
            {suggestions.map((each) => (
              <option key={each.value} value={each.name} />
            ))}
          </datalist>
        ) : null}
      </div>
      <div id={`${id}-more`}>
        {all.map((error) => (
          <p key={error} className="error">
            {error}
          </p>
        ))}
        {hint && all.length === 0 ? <p className="hint">{hint}</p> : null}
      </div>
    </div>
  );
}
