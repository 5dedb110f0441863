import { useState } from 'react';
import { useText } from '../text/text';
import { CopyButton } from './CopyButton';

interface Props {
  label: string;
  value: string;
  hint?: string;
  /** Whether it shows at once: what is no secret, and what was just made. */
  isShown?: boolean;
}

/** A value to be copied; one that is secret is shown when asked for. */
export function Secret({ label, value, hint, isShown: isOpen = false }: Props) {
  const { t } = useText();
  const [isShown, setIsShown] = useState(isOpen);
  return (
    <div className="field">
      <span className="label">{label}</span>
      <div className="row spread secret-row">
        <code className="secret">{isShown ? value : '•'.repeat(24)}</code>
        {isOpen ? null : (
          <button type="button" className="button" aria-label={t(isShown ? 'secret.hideOf' : 'secret.showOf', { name: label })} onClick={() => setIsShown(!isShown)}>
            {t(isShown ? 'secret.hide' : 'secret.show')}
          </button>
        )}
        <CopyButton text={value} label={t('secret.copyOf', { name: label })} />
      </div>
      {hint ? <p className="hint">{hint}</p> : null}
    </div>
  );
}
