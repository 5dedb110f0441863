import { useText } from '../../../text/text';
import { Field, Select } from '../../../ui/Field';
import { TextArea } from '../../../ui/TextArea';
import type { Draft } from '../draft';
import type { Errors } from './errors';

const statuses = [301, 302, 307, 308] as const;

/** What few links say. */
export function MoreFields({ draft, errors, onChange }: { draft: Draft; errors: Errors; onChange(change: Partial<Draft>): void }) {
  const { t } = useText();
  const flags = ['forwardQuery', 'forwardPath', 'indexable', 'probeIpad'] as const;
  return (
    <>
      <TextArea label={t('form.notes')} value={draft.notes} onChange={(event) => onChange({ notes: event.target.value })} errors={errors.notes} />
      <div className="pair">
        <Select label={t('form.redirectStatus')} hint={t('form.redirectStatusHint')} value={String(draft.redirectStatus)} onChange={(event) => onChange({ redirectStatus: Number(event.target.value) as Draft['redirectStatus'] })} errors={errors.redirectStatus}>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t(`form.redirect.${status}`)}
            </option>
          ))}
        </Select>
        <Field label={t('form.externalId')} dir="ltr" hint={t('form.externalIdHint')} value={draft.externalId} onChange={(event) => onChange({ externalId: event.target.value })} errors={errors.externalId} />
      </div>
      <div>
        {flags.map((flag) => (
          <label key={flag} className="check">
            <input type="checkbox" checked={draft[flag]} onChange={(event) => onChange({ [flag]: event.target.checked })} />
            {t(`form.${flag}`)}
          </label>
        ))}
      </div>
      <TextArea label={t('form.metadata')} hint={t('form.metadataHint')} dir="ltr" spellCheck={false} className="input mono" value={draft.metadata} onChange={(event) => onChange({ metadata: event.target.value })} errors={Object.entries(errors).filter(([path]) => path === 'metadata' || path.startsWith('metadata.')).flatMap(([, messages]) => messages)} />
    </>
  );
}
