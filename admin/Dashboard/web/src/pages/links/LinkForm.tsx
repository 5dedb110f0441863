import { useState, type FormEvent } from 'react';
import { call, type ApiProblem, type Link, type LinkInput } from '../../api/api';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText, type MessageKey } from '../../text/text';
import { Field, Select } from '../../ui/Field';
import { TagInput } from '../../ui/TagInput';

const platforms = ['ios', 'android'] as const;
const utms = ['source', 'medium', 'campaign', 'term', 'content'] as const;

interface Draft {
  url: string;
  domain: string;
  slug: string;
  title: string;
  tags: string[];
  enabled: boolean;
  apps: Record<(typeof platforms)[number], { deepLinkPath: string; fallbackUrl: string }>;
  activeFrom: string;
  expiresAt: string;
  expiredUrl: string;
  maxClicks: string;
  password: string;
  removesPassword: boolean;
  utm: Record<(typeof utms)[number], string>;
}

/** A new link, or one that is there; what the API says of a field stands at the field. */
export function LinkForm({ link, action, onSave }: { link?: Link; action: string; onSave(body: LinkInput): Promise<void> }) {
  const { t } = useText();
  const [draft, setDraft] = useState(() => draftOf(link));
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setIsBusy] = useState(false);
  const domains = useAsync(async (signal) => (await call('get', '/domains', { signal })).data, []);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const domain = draft.domain || domains.data?.find((each) => each.default)?.host || domains.data?.[0]?.host || link?.domain || '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    setProblem(undefined);
    try {
      await onSave(bodyOf(draft, link));
      set({ password: '', removesPassword: false });
    } catch (failure) {
      setProblem(asProblem(failure));
    } finally {
      setIsBusy(false);
    }
  };

  const errors = problem?.errors ?? {};
  const slugErrors = problem?.kind === 'slug-taken' ? [t('form.slugTaken')] : errors.slug;
  const named = ['url', 'slug', 'domain', 'title', 'activeFrom', 'expiresAt', 'expiredUrl', 'maxClicks', 'password'];
  const isShown = (path: string) => named.includes(path) || path.startsWith('tags') || path.startsWith('platforms.') || path.startsWith('utm.');
  const rest = Object.entries(errors).filter(([path]) => !isShown(path));

  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      {problem && slugErrors === errors.slug ? (
        <div role="alert" className="notice bad">
          {problem.kind === 'invalid-fields' ? t('form.invalid') : problem.kind === 'offline' ? t('failed.offlineMore') : problem.message}
          {rest.map(([path, messages]) => (
            <p key={path}>
              <code>{path}</code> {messages.join(' ')}
            </p>
          ))}
        </div>
      ) : null}

      <Field label={t('form.url')} type="url" dir="ltr" required placeholder="https://" hint={t('form.urlHint')} value={draft.url} onChange={(event) => set({ url: event.target.value })} errors={errors.url} autoFocus={!link} />
      {!link && (domains.data?.length ?? 0) > 1 ? (
        <Select label={t('form.domain')} value={domain} onChange={(event) => set({ domain: event.target.value })} errors={errors.domain}>
          {domains.data!.map((each) => (
            <option key={each.host}>{each.host}</option>
          ))}
        </Select>
      ) : null}
      <Field label={t('form.slug')} dir="ltr" prefix={`${domain}/`} hint={link ? t('form.slugChange') : t('form.slugHint')} value={draft.slug} onChange={(event) => set({ slug: event.target.value })} errors={slugErrors} />
      <Field label={t('form.title')} hint={t('form.titleHint')} value={draft.title} onChange={(event) => set({ title: event.target.value })} errors={errors.title} />
      <TagInput label={t('links.tags')} tags={draft.tags} onChange={(tags) => set({ tags })} errors={Object.entries(errors).filter(([path]) => path.startsWith('tags')).flatMap(([, messages]) => messages)} />

      <details className="more-fields" open={platforms.some((platform) => draft.apps[platform].deepLinkPath !== '') || undefined}>
        <summary>{t('form.apps')}</summary>
        <p className="quiet small">{t('form.appsMore')}</p>
        {platforms.map((platform) => (
          <fieldset key={platform} className="pair">
            <legend>{platform === 'ios' ? 'iOS' : 'Android'}</legend>
            <Field
              label={t('form.deepLink')}
              dir="ltr"
              placeholder="acme://sale/24"
              value={draft.apps[platform].deepLinkPath}
              onChange={(event) => set({ apps: { ...draft.apps, [platform]: { ...draft.apps[platform], deepLinkPath: event.target.value } } })}
              errors={errors[`platforms.${platform}.deepLinkPath`]}
            />
            <Field
              label={t('form.fallback')}
              dir="ltr"
              type="url"
              placeholder="https://"
              value={draft.apps[platform].fallbackUrl}
              onChange={(event) => set({ apps: { ...draft.apps, [platform]: { ...draft.apps[platform], fallbackUrl: event.target.value } } })}
              errors={errors[`platforms.${platform}.fallbackUrl`]}
            />
          </fieldset>
        ))}
      </details>

      <details className="more-fields">
        <summary>{t('form.limits')}</summary>
        <div className="pair">
          <Field label={t('form.activeFrom')} type="datetime-local" value={draft.activeFrom} onChange={(event) => set({ activeFrom: event.target.value })} errors={errors.activeFrom} />
          <Field label={t('form.expiresAt')} type="datetime-local" value={draft.expiresAt} onChange={(event) => set({ expiresAt: event.target.value })} errors={errors.expiresAt} />
          <Field label={t('form.maxClicks')} inputMode="numeric" value={draft.maxClicks} onChange={(event) => set({ maxClicks: event.target.value })} errors={errors.maxClicks} />
          <Field label={t('form.expiredUrl')} type="url" dir="ltr" placeholder="https://" value={draft.expiredUrl} onChange={(event) => set({ expiredUrl: event.target.value })} errors={errors.expiredUrl} />
          <Field label={t('form.password')} type="password" autoComplete="new-password" hint={link?.hasPassword ? t('form.passwordSet') : t('form.passwordHint')} value={draft.password} onChange={(event) => set({ password: event.target.value })} errors={errors.password} />
        </div>
        {link?.hasPassword ? (
          <label className="check">
            <input type="checkbox" checked={draft.removesPassword} onChange={(event) => set({ removesPassword: event.target.checked })} />
            {t('form.passwordRemove')}
          </label>
        ) : null}
      </details>

      <details className="more-fields" open={utms.some((name) => draft.utm[name] !== '') || undefined}>
        <summary>{t('form.utm')}</summary>
        <div className="pair">
          {utms.map((name) => (
            <Field key={name} label={t(`form.utm.${name}` satisfies MessageKey)} dir="ltr" value={draft.utm[name]} onChange={(event) => set({ utm: { ...draft.utm, [name]: event.target.value } })} errors={errors[`utm.${name}`]} />
          ))}
        </div>
      </details>

      <label className="check">
        <input type="checkbox" checked={draft.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
        {t('form.enabled')}
      </label>
      <div className="row">
        <button className="button primary" disabled={isBusy}>
          {isBusy ? t('form.saving') : action}
        </button>
      </div>
    </form>
  );
}

function draftOf(link: Link | undefined): Draft {
  const app = (platform: (typeof platforms)[number]) => ({
    deepLinkPath: link?.platforms[platform]?.deepLinkPath ?? '',
    fallbackUrl: link?.platforms[platform]?.fallbackUrl ?? '',
  });
  return {
    url: link?.url ?? '',
    domain: '',
    slug: link?.slug ?? '',
    title: link?.title ?? '',
    tags: link?.tags ?? [],
    enabled: link?.enabled ?? true,
    apps: { ios: app('ios'), android: app('android') },
    activeFrom: localTime(link?.activeFrom),
    expiresAt: localTime(link?.expiresAt),
    expiredUrl: link?.expiredUrl ?? '',
    maxClicks: link?.maxClicks ? String(link.maxClicks) : '',
    password: '',
    removesPassword: false,
    utm: Object.fromEntries(utms.map((name) => [name, link?.utm[name] ?? ''])) as Draft['utm'],
  };
}

/** What a new link says; of one that is there a merge patch, so that what this form does not show stays as it is. */
function bodyOf(draft: Draft, link: Link | undefined): LinkInput {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const isNew = !link;
  const platformsOf = Object.fromEntries(
    platforms.flatMap((platform): [string, object | null][] => {
      const { deepLinkPath, fallbackUrl } = draft.apps[platform];
      const before = link?.platforms[platform];
      if (!deepLinkPath.trim() && !fallbackUrl.trim()) return before ? [[platform, null]] : [];
      return [[platform, { ...(deepLinkPath.trim() ? { deepLinkPath: deepLinkPath.trim() } : {}), ...(fallbackUrl.trim() ? { fallbackUrl: fallbackUrl.trim() } : isNew ? {} : { fallbackUrl: null }) }]];
    }),
  );
  return {
    url: draft.url.trim(),
    ...(isNew && draft.domain ? { domain: draft.domain } : {}),
    ...(draft.slug.trim() ? { slug: draft.slug.trim() } : {}),
    title: orNull(draft.title),
    tags: draft.tags,
    enabled: draft.enabled,
    ...(Object.keys(platformsOf).length > 0 ? { platforms: platformsOf } : {}),
    activeFrom: utcTime(draft.activeFrom),
    expiresAt: utcTime(draft.expiresAt),
    expiredUrl: orNull(draft.expiredUrl),
    // What is no number is sent as it is, for the API to say so.
    maxClicks: draft.maxClicks.trim() === '' ? null : Number.isNaN(Number(draft.maxClicks)) ? (draft.maxClicks as unknown as number) : Number(draft.maxClicks),
    ...(draft.password ? { password: draft.password } : draft.removesPassword ? { password: null } : {}),
    utm: Object.fromEntries(utms.map((name) => [name, orNull(draft.utm[name])])),
  } as LinkInput;
}

/** As the field shows it, in the browser's own time zone. */
function localTime(at: string | null | undefined): string {
  if (!at) return '';
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function utcTime(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}
