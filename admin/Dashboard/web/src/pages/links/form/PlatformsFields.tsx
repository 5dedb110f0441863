import { useText } from '../../../text/text';
import { Field } from '../../../ui/Field';
import { Icon } from '../../../ui/Icon';
import { platforms, type Platform, type PlatformDraft, type PlatformsDraft } from '../draft';
import { under, type Errors } from './errors';
import { properName } from './names';
import { OptionalField } from './OptionalField';

/** What differs by platform; those that say nothing are offered by name alone. */
export function PlatformsFields({ entries, errors, onChange }: { entries: PlatformsDraft; errors: Errors; onChange(entries: PlatformsDraft): void }) {
  const { t } = useText();
  const shown = platforms.filter((platform) => entries[platform] !== undefined);
  const rest = platforms.filter((platform) => entries[platform] === undefined);
  const nameOf = (platform: Platform) => (platform === 'desktop' ? t('form.platform.desktop') : platform === 'other' ? t('form.platform.other') : properName(platform));
  const set = (platform: Platform, entry: PlatformDraft | undefined) => onChange({ ...entries, [platform]: entry });
  return (
    <>
      {shown.map((platform) => {
        const entry = entries[platform]!;
        const path = `platforms.${platform}`;
        return (
          <fieldset key={platform} className="platform">
            <legend>{nameOf(platform)}</legend>
            <button type="button" className="button icon plain platform-remove" aria-label={t('form.platform.remove', { platform: nameOf(platform) })} onClick={() => set(platform, undefined)}>
              <Icon name="close" />
            </button>
            <div className="pair">
              {platform === 'ios' || platform === 'ipados' || platform === 'android' ? (
                <OptionalField label={t('form.deepLink')} none={t('form.noApp')} placeholder="acme://sale/24" value={entry.deepLinkPath} onChange={(deepLinkPath) => set(platform, { ...entry, deepLinkPath })} errors={errors[`${path}.deepLinkPath`]} />
              ) : null}
              <Field
                label={platform === 'ios' || platform === 'ipados' || platform === 'android' ? t('form.fallback') : t('rule.url')}
                dir="ltr"
                type="url"
                placeholder="https://"
                value={entry.fallbackUrl ?? ''}
                onChange={(event) => set(platform, { ...entry, fallbackUrl: event.target.value || undefined })}
                errors={errors[`${path}.fallbackUrl`]}
              />
              {platform === 'android' ? (
                <Field label={t('form.package')} dir="ltr" placeholder="com.acme.app" value={entry.package ?? ''} onChange={(event) => set(platform, { ...entry, package: event.target.value || undefined })} errors={errors[`${path}.package`]} />
              ) : null}
            </div>
          </fieldset>
        );
      })}
      <div className="row platform-add" role="group" aria-label={t('form.platform.add')}>
        {rest.map((platform) => (
          <button key={platform} type="button" className="tag" onClick={() => set(platform, {})}>
            <Icon name="plus" />
            {nameOf(platform)}
          </button>
        ))}
      </div>
      {shown.length === 0 ? under(errors, 'platforms')?.map((error) => <p key={error} className="error small">{error}</p>) : null}
    </>
  );
}
