import { useText } from '../../../text/text';
import { Field } from '../../../ui/Field';
import type { Errors } from './errors';
import { OptionalField } from './OptionalField';

export interface Outcome {
  url?: string | null;
  deepLinkPath?: string | null;
  fallbackUrl?: string | null;
}

/** Where a rule or a variant leads; what is left empty stays as without it. */
export function OutcomeFields<O extends Outcome>({ outcome, path, errors, onChange }: { outcome: O; path: string; errors: Errors; onChange(outcome: O): void }) {
  const { t } = useText();
  return (
    <div className="pair">
      <Field label={t('rule.url')} type="url" dir="ltr" placeholder="https://" value={outcome.url ?? ''} onChange={(event) => onChange({ ...outcome, url: event.target.value || undefined })} errors={errors[`${path}.url`]} />
      <OptionalField label={t('form.deepLink')} none={t('form.noApp')} placeholder="acme://sale/24" value={outcome.deepLinkPath} onChange={(deepLinkPath) => onChange({ ...outcome, deepLinkPath })} errors={errors[`${path}.deepLinkPath`]} />
      <OptionalField label={t('form.fallback')} none={t('form.noFallback')} placeholder="https://" value={outcome.fallbackUrl} onChange={(fallbackUrl) => onChange({ ...outcome, fallbackUrl })} errors={errors[`${path}.fallbackUrl`]} />
    </div>
  );
}
