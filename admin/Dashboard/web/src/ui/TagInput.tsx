import { useId, useState, type KeyboardEvent } from 'react';
import { useText } from '../text/text';
import { Icon } from './Icon';

/** Enter or a comma ends a tag; Backspace in an empty field takes the last one back. */
export function TagInput({ label, tags, onChange, errors }: { label: string; tags: string[]; onChange(tags: string[]): void; errors?: string[] }) {
  const { t } = useText();
  const [text, setText] = useState('');
  const id = useId();
  const add = () => {
    const tag = text.trim();
    if (tag && !tags.includes(tag)) onChange([...tags, tag]);
    setText('');
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      if (!text.trim()) return;
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && text === '') {
      onChange(tags.slice(0, -1));
    }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="input tag-input">
        {tags.map((tag) => (
          <button key={tag} type="button" className="tag" onClick={() => onChange(tags.filter((each) => each !== tag))} aria-label={t('tags.remove', { tag })}>
            {tag}
            <Icon name="close" />
          </button>
        ))}
        <input id={id} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={press} onBlur={add} aria-describedby={`${id}-hint`} />
      </div>
      {errors?.map((error) => (
        <p key={error} className="error">
          {error}
        </p>
      ))}
      <p id={`${id}-hint`} className="hint">
        {t('tags.hint')}
      </p>
    </div>
  );
}
