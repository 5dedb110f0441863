import { useText } from '../../../text/text';
import { Field } from '../../../ui/Field';

interface Props {
  label: string;
  none: string;
  value: string | null | undefined;
  onChange(value: string | null | undefined): void;
  errors?: string[];
  placeholder?: string;
}

/** Left out, a text, or null: what is decided elsewhere, this, or none at all. */
export function OptionalField({ label, none, value, onChange, errors, placeholder }: Props) {
  const { t } = useText();
  return (
    <div className="optional-field">
      <Field label={label} dir="ltr" placeholder={value === null ? t('form.noneHere') : placeholder} disabled={value === null} value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} errors={errors} />
      <label className="check small">
        <input type="checkbox" checked={value === null} onChange={(event) => onChange(event.target.checked ? null : undefined)} />
        {none}
      </label>
    </div>
  );
}
