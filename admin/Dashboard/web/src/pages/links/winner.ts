import type { Link } from '../../api/api';
import { platforms } from './draft';

/**
 * The patch after which everybody is answered as visitors of one variant are now. A variant goes before what platforms say,
 * and the link itself after it: what the variant names takes the place of theirs.
 */
export function winnerPatch(link: Link, name: string): object {
  const variant = link.variants.find((each) => each.name === name)!;
  const destination = variant.fallbackUrl ?? variant.url;
  const hasDeepLink = 'deepLinkPath' in variant && variant.deepLinkPath !== undefined;
  const entries: Record<string, object> = {};
  for (const platform of platforms) {
    const entry = link.platforms[platform];
    if (!entry) continue;
    const part: Record<string, unknown> = {};
    if (destination && entry.fallbackUrl) part.fallbackUrl = null;
    if (hasDeepLink && entry.deepLinkPath !== undefined) part.deepLinkPath = variant.deepLinkPath;
    if (Object.keys(part).length > 0) entries[platform] = part;
  }
  return {
    ...(destination ? { url: destination } : {}),
    ...(hasDeepLink ? { deepLinkPath: variant.deepLinkPath } : {}),
    ...(Object.keys(entries).length > 0 ? { platforms: entries } : {}),
    variants: [],
    variantsFrom: null,
    variantsUntil: null,
  };
}
