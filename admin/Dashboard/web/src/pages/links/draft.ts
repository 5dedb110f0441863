import type { Link, LinkInput, Schemas } from '../../api/api';
import { ruleDraft, type RuleDraft } from './form/RulesEditor';
import { localTime, utcTime } from './form/times';
import type { Variant } from './form/VariantsEditor';

export type Platform = keyof Schemas['LinkPlatformsInput'];
export const platforms = ['ios', 'ipados', 'android', 'windows', 'macos', 'linux', 'chromeos', 'desktop', 'other'] as const satisfies readonly Platform[];
export const utms = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export const brandFields = ['name', 'title', 'description', 'imageUrl', 'logoUrl', 'color'] as const;

export interface PlatformDraft {
  deepLinkPath?: string | null;
  fallbackUrl?: string;
  package?: string;
}

export type PlatformsDraft = Partial<Record<Platform, PlatformDraft>>;
export type BrandDraft = Record<(typeof brandFields)[number], string>;

/** A link as the form holds it: texts as they are typed, and times as fields show them. */
export interface Draft {
  url: string;
  domain: string;
  slug: string;
  title: string;
  tags: string[];
  enabled: boolean;
  deepLinkPath: string;
  platforms: PlatformsDraft;
  rules: RuleDraft[];
  variants: Variant[];
  variantsFrom: string;
  variantsUntil: string;
  brand: BrandDraft;
  activeFrom: string;
  expiresAt: string;
  expiredUrl: string;
  maxClicks: string;
  password: string;
  removesPassword: boolean;
  utm: Record<(typeof utms)[number], string>;
  redirectStatus: 301 | 302 | 307 | 308;
  forwardQuery: boolean;
  forwardPath: boolean;
  indexable: boolean;
  probeIpad: boolean;
  notes: string;
  externalId: string;
  metadata: string;
}

export function draftOf(link: Link | undefined): Draft {
  const entries: PlatformsDraft = link
    ? Object.fromEntries(platforms.flatMap((platform) => (link.platforms[platform] ? [[platform, { ...link.platforms[platform] } as PlatformDraft]] : [])))
    : {};
  return {
    url: link?.url ?? '',
    domain: '',
    slug: link?.slug ?? '',
    title: link?.title ?? '',
    tags: link?.tags ?? [],
    enabled: link?.enabled ?? true,
    deepLinkPath: link?.deepLinkPath ?? '',
    platforms: entries,
    rules: (link?.rules ?? []).map((rule) => ruleDraft(rule as Schemas['LinkRuleInput'])),
    variants: (link?.variants ?? []) as Variant[],
    variantsFrom: localTime(link?.variantsFrom),
    variantsUntil: localTime(link?.variantsUntil),
    brand: Object.fromEntries(brandFields.map((name) => [name, link?.brand[name] ?? ''])) as BrandDraft,
    activeFrom: localTime(link?.activeFrom),
    expiresAt: localTime(link?.expiresAt),
    expiredUrl: link?.expiredUrl ?? '',
    maxClicks: link?.maxClicks ? String(link.maxClicks) : '',
    password: '',
    removesPassword: false,
    utm: Object.fromEntries(utms.map((name) => [name, link?.utm[name] ?? ''])) as Draft['utm'],
    redirectStatus: (link?.redirectStatus ?? 302) as Draft['redirectStatus'],
    forwardQuery: link?.forwardQuery ?? true,
    forwardPath: link?.forwardPath ?? false,
    indexable: link?.indexable ?? false,
    probeIpad: link?.probeIpad ?? false,
    notes: link?.notes ?? '',
    externalId: link?.externalId ?? '',
    metadata: link && Object.keys(link.metadata ?? {}).length > 0 ? JSON.stringify(link.metadata, null, 2) : '',
  };
}

/** What the form says of a new link; of one that is there a merge patch of all that the form shows. */
export function bodyOf(draft: Draft, link: Link | undefined): LinkInput {
  const isNew = !link;
  const body: Record<string, unknown> = {
    url: draft.url.trim(),
    ...(isNew && draft.domain ? { domain: draft.domain } : {}),
    ...(draft.slug.trim() ? { slug: draft.slug.trim() } : {}),
    title: orNull(draft.title),
    tags: draft.tags,
    enabled: draft.enabled,
    deepLinkPath: orNull(draft.deepLinkPath),
    platforms: platformsOf(draft, link),
    rules: draft.rules.map(({ key: _, ...rule }) => rule),
    variants: draft.variants,
    variantsFrom: utcTime(draft.variantsFrom),
    variantsUntil: utcTime(draft.variantsUntil),
    brand: Object.fromEntries(brandFields.map((name) => [name, orNull(draft.brand[name])])),
    activeFrom: utcTime(draft.activeFrom),
    expiresAt: utcTime(draft.expiresAt),
    expiredUrl: orNull(draft.expiredUrl),
    maxClicks: numberOf(draft.maxClicks),
    ...(draft.password ? { password: draft.password } : draft.removesPassword ? { password: null } : {}),
    utm: Object.fromEntries(utms.map((name) => [name, orNull(draft.utm[name])])),
    redirectStatus: draft.redirectStatus,
    forwardQuery: draft.forwardQuery,
    forwardPath: draft.forwardPath,
    indexable: draft.indexable,
    probeIpad: draft.probeIpad,
    notes: orNull(draft.notes),
    externalId: orNull(draft.externalId),
    metadata: metadataOf(draft.metadata, link),
  };
  return body as LinkInput;
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** What is no number is sent as it is, for the API to say so. */
const numberOf = (text: string) => (text.trim() === '' ? null : Number.isNaN(Number(text)) ? text : Number(text));

function platformsOf(draft: Draft, link: Link | undefined): object {
  return Object.fromEntries(
    platforms.flatMap((platform): [string, object | null][] => {
      const before = link?.platforms[platform];
      const entry = draft.platforms[platform];
      if (!entry || (entry.deepLinkPath === undefined && !entry.fallbackUrl && !entry.package)) return before ? [[platform, null]] : [];
      const part: Record<string, unknown> = {};
      if (entry.deepLinkPath !== undefined) part.deepLinkPath = entry.deepLinkPath;
      // A patch cannot leave out what is there: null says "no app". The link's own address means the same.
      else if (before && 'deepLinkPath' in before && draft.deepLinkPath.trim() !== '') part.deepLinkPath = draft.deepLinkPath.trim();
      if (entry.fallbackUrl) part.fallbackUrl = entry.fallbackUrl.trim();
      else if (before?.fallbackUrl) part.fallbackUrl = null;
      if (entry.package) part.package = entry.package.trim();
      else if (before?.package) part.package = null;
      return [[platform, part]];
    }),
  );
}

/** A patch merges objects: names that are gone are said to be null. What is no JSON is sent as it is, for the API to say so. */
function metadataOf(text: string, link: Link | undefined): unknown {
  if (text.trim() === '') return link ? null : {};
  try {
    const metadata = JSON.parse(text) as unknown;
    return link && isObject(metadata) ? { ...goneFrom(link.metadata, metadata), ...metadata } : metadata;
  } catch {
    return text;
  }
}

function goneFrom(before: unknown, after: Record<string, unknown>): Record<string, unknown> {
  if (!isObject(before)) return {};
  return Object.fromEntries(Object.keys(before).flatMap((name): [string, unknown][] => (name in after ? [] : [[name, null]])));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
