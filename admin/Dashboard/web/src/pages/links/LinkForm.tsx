import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { call, type ApiProblem, type Link, type LinkInput } from '../../api/api';
import { asProblem, useAsync } from '../../app/useAsync';
import '../../styles/form.css';
import { useText, type MessageKey } from '../../text/text';
import { Field, Select } from '../../ui/Field';
import { TagInput } from '../../ui/TagInput';
import { bodyOf, brandFields, draftOf, platforms, utms, type Draft } from './draft';
import { AppOffer } from './form/AppOffer';
import { BrandFields } from './form/BrandFields';
import { hasAny, under } from './form/errors';
import { MoreFields } from './form/MoreFields';
import { PlatformsFields } from './form/PlatformsFields';
import { RulesEditor } from './form/RulesEditor';
import { VariantsEditor } from './form/VariantsEditor';

interface Props {
  link?: Link;
  action: string;
  onSave(body: LinkInput): Promise<void>;
  /** Whether the form says something else than was saved. */
  onDirty?(isDirty: boolean): void;
}

/** Fields with a place of their own in the form; what is said of others stands above it. */
const placed = [
  'url', 'slug', 'domain', 'title', 'tags', 'deepLinkPath', 'platforms', 'rules', 'variants', 'variantsFrom', 'variantsUntil', 'brand', 'activeFrom', 'expiresAt', 'expiredUrl', 'maxClicks', 'password', 'utm', 'redirectStatus', 'notes',
  'externalId', 'metadata',
];

/** A new link, or one that is there; what the API says of a field stands at the field. */
export function LinkForm({ link, action, onSave, onDirty }: Props) {
  const { t, count } = useText();
  const [draft, setDraft] = useState(() => draftOf(link));
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const domains = useAsync(async (signal) => (await call('get', '/domains', { signal })).data, []);
  const set = (change: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...change }));
    onDirty?.(true);
  };
  const domain = draft.domain || link?.domain || domains.data?.find((each) => each.default)?.host || domains.data?.[0]?.host || '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    setProblem(undefined);
    try {
      await onSave(bodyOf(draft, link));
      setDraft((before) => ({ ...before, password: '', removesPassword: false }));
      onDirty?.(false);
    } catch (failure) {
      setProblem(asProblem(failure));
    } finally {
      setIsBusy(false);
    }
  };

  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  const errors = problem?.errors ?? {};
  const slugErrors = problem?.kind === 'slug-taken' ? [t('form.slugTaken')] : errors.slug;
  const rest = Object.entries(errors).filter(([path]) => !placed.includes(path.split(/[.[]/)[0]!));
  const apps = platforms.filter((platform) => draft.platforms[platform] !== undefined);

  return (
    <form ref={form} className="form" onSubmit={(event) => void submit(event)} noValidate>
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
      <AppOffer
        url={draft.url.trim()}
        isTaken={(offer) => draft.deepLinkPath === offer.deepLinkPath || Object.entries(offer.platforms).some(([platform, entry]) => draft.platforms[platform as 'ios']?.deepLinkPath === entry?.deepLinkPath)}
        onTake={(offer) => set({ platforms: { ...draft.platforms, ...(offer.platforms as Draft['platforms']) } })}
      />
      {!link && (domains.data?.length ?? 0) > 1 ? (
        <Select label={t('form.domain')} value={domain} onChange={(event) => set({ domain: event.target.value })} errors={errors.domain}>
          {domains.data!.map((each) => (
            <option key={each.host}>{each.host}</option>
          ))}
        </Select>
      ) : null}
      <Field label={t('form.slug')} dir="ltr" prefix={`${domain}/`} hint={link ? t('form.slugChange') : t('form.slugHint')} value={draft.slug} onChange={(event) => set({ slug: event.target.value })} errors={slugErrors} />
      <Field label={t('form.title')} hint={t('form.titleHint')} value={draft.title} onChange={(event) => set({ title: event.target.value })} errors={errors.title} />
      <TagInput label={t('links.tags')} tags={draft.tags} onChange={(tags) => set({ tags })} errors={under(errors, 'tags')} />

      <Section title={t('form.apps')} note={apps.length > 0 ? count('form.appsCount', apps.length) : undefined} isOpen={apps.length > 0 || draft.deepLinkPath !== ''} isWrong={hasAny(errors, 'platforms', 'deepLinkPath')}>
        <p className="quiet small">{t('form.appsMore')}</p>
        <Field label={t('form.deepLinkAll')} dir="ltr" placeholder="acme://sale/24" value={draft.deepLinkPath} onChange={(event) => set({ deepLinkPath: event.target.value })} errors={errors.deepLinkPath} />
        <PlatformsFields entries={draft.platforms} errors={errors} onChange={(entries) => set({ platforms: entries })} />
      </Section>

      <Section title={t('form.rules')} note={draft.rules.length > 0 ? count('form.rulesCount', draft.rules.length) : undefined} isOpen={draft.rules.length > 0} isWrong={hasAny(errors, 'rules')}>
        <p className="quiet small">{t('form.rulesMore')}</p>
        <RulesEditor rules={draft.rules} errors={errors} onChange={(rules) => set({ rules })} />
      </Section>

      <Section title={t('form.variants')} note={draft.variants.length > 0 ? count('form.variantsCount', draft.variants.length) : undefined} isOpen={draft.variants.length > 0} isWrong={hasAny(errors, 'variants', 'variantsFrom', 'variantsUntil')}>
        <p className="quiet small">{t('form.variantsMore')}</p>
        <VariantsEditor variants={draft.variants} path="variants" errors={errors} onChange={(variants) => set({ variants })} />
        {draft.variants.length > 0 || draft.variantsFrom || draft.variantsUntil ? (
          <div className="pair">
            <Field label={t('form.variantsFrom')} type="datetime-local" value={draft.variantsFrom} onChange={(event) => set({ variantsFrom: event.target.value })} errors={errors.variantsFrom} />
            <Field label={t('form.variantsUntil')} type="datetime-local" hint={t('form.variantsUntilHint')} value={draft.variantsUntil} onChange={(event) => set({ variantsUntil: event.target.value })} errors={errors.variantsUntil} />
          </div>
        ) : null}
      </Section>

      <Section title={t('form.brand')} isOpen={brandFields.some((name) => draft.brand[name] !== '')} isWrong={hasAny(errors, 'brand')}>
        <BrandFields brand={draft.brand} url={draft.url} domain={domain} errors={errors} onChange={(brand) => set({ brand })} />
      </Section>

      <Section title={t('form.limits')} isOpen={false} isWrong={hasAny(errors, 'activeFrom', 'expiresAt', 'maxClicks', 'expiredUrl', 'password')}>
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
      </Section>

      <Section title={t('form.utm')} isOpen={utms.some((name) => draft.utm[name] !== '')} isWrong={hasAny(errors, 'utm')}>
        <div className="pair">
          {utms.map((name) => (
            <Field key={name} label={t(`form.utm.${name}` satisfies MessageKey)} dir="ltr" value={draft.utm[name]} onChange={(event) => set({ utm: { ...draft.utm, [name]: event.target.value } })} errors={errors[`utm.${name}`]} />
          ))}
        </div>
      </Section>

      <Section title={t('form.more')} isOpen={draft.notes !== ''} isWrong={hasAny(errors, 'notes', 'redirectStatus', 'externalId', 'metadata')}>
        <MoreFields draft={draft} errors={errors} onChange={set} />
      </Section>

      <label className="check">
        <input type="checkbox" checked={draft.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
        {t('form.enabled')}
      </label>
      <div className="row form-end">
        <button className="button primary" disabled={isBusy}>
          {isBusy ? t('form.saving') : action}
        </button>
      </div>
    </form>
  );
}

/** A part of the form that opens by itself where something is in it, or wrong with it. */
function Section({ title, note, isOpen, isWrong, children }: { title: string; note?: string; isOpen: boolean; isWrong: boolean; children: ReactNode }) {
  const shown = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isWrong) shown.current!.open = true;
  }, [isWrong]);
  return (
    <details ref={shown} className="more-fields" open={isOpen || undefined}>
      <summary>
        {title}
        {note ? <span className="tag">{note}</span> : null}
      </summary>
      {children}
    </details>
  );
}
