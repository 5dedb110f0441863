import { useText } from '../text/text';
import { Field } from './Field';

/** Six digits, or a recovery code. */
export function CodeField({ value, onChange, errors, label, autoFocus }: { value: string; onChange(code: string): void; errors?: string[]; label?: string; autoFocus?: boolean }) {
  const { t } = useText();
  return (
    <Field
      label={label ?? t('signIn.code')}
      hint={label ? undefined : t('signIn.codeHint')}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      dir="ltr"
      maxLength={40}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      errors={errors}
      autoFocus={autoFocus}
      required
    />
  );
}
