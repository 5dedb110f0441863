import type { paths } from '@described-api';

export type Preset = NonNullable<NonNullable<paths['/links/import']['post']['parameters']['query']>['preset']>;

/** Whose word it is. */
export const presetNames: Record<Preset, string> = { bitly: 'Bitly', dub: 'Dub', shortio: 'Short.io', rebrandly: 'Rebrandly', shlink: 'Shlink', kutt: 'Kutt', yourls: 'YOURLS' };
export const presets = Object.keys(presetNames) as Preset[];

/** Columns as the admin knows them (admin/Links/Import/ImportPreset.cs), by their small letters and digits. */
const fields: Record<Preset, Record<string, string>> = {
  bitly: { longurl: 'url', destinationurl: 'url', link: 'shortUrl', bitlink: 'shortUrl', shortlink: 'shortUrl', shorturl: 'shortUrl', title: 'title', tags: 'tags', archived: 'archived' },
  dub: {
    destinationurl: 'url', url: 'url', shortlink: 'shortUrl', link: 'shortUrl', key: 'slug', domain: 'domain', title: 'title', comments: 'notes', description: 'brand.description', image: 'brand.imageUrl', tags: 'tags', archived: 'archived',
    externalid: 'externalId', expiresat: 'expiresAt', expiredurl: 'expiredUrl', ios: 'platforms.ios.fallbackUrl', android: 'platforms.android.fallbackUrl', utmsource: 'utm.source', utmmedium: 'utm.medium', utmcampaign: 'utm.campaign', utmterm: 'utm.term',
    utmcontent: 'utm.content',
  },
  shortio: {
    originalurl: 'url', longurl: 'url', path: 'slug', slug: 'slug', shorturl: 'shortUrl', secureshorturl: 'shortUrl', domain: 'domain', title: 'title', tags: 'tags', expiresat: 'expiresAt', expiredurl: 'expiredUrl', archived: 'archived',
    iphoneurl: 'platforms.ios.fallbackUrl', androidurl: 'platforms.android.fallbackUrl', utmsource: 'utm.source', utmmedium: 'utm.medium', utmcampaign: 'utm.campaign', utmterm: 'utm.term', utmcontent: 'utm.content',
  },
  rebrandly: { destination: 'url', destinationurl: 'url', slashtag: 'slug', shorturl: 'shortUrl', link: 'shortUrl', domain: 'domain', domainfullname: 'domain', title: 'title', description: 'notes', notes: 'notes', tags: 'tags' },
  shlink: {
    longurl: 'url', shortcode: 'slug', shorturl: 'shortUrl', domain: 'domain', title: 'title', tags: 'tags', validsince: 'activeFrom', validuntil: 'expiresAt', maxvisits: 'maxClicks', crawlable: 'indexable', forwardquery: 'forwardQuery',
  },
  kutt: { target: 'url', originalurl: 'url', longurl: 'url', address: 'slug', link: 'shortUrl', shorturl: 'shortUrl', domain: 'domain', description: 'title', expirein: 'expiresAt', banned: 'archived' },
  yourls: { url: 'url', longurl: 'url', keyword: 'slug', shorturl: 'shortUrl', title: 'title' },
};

/** Columns that one service alone writes: any of a line of them tells it. The first line that holds decides. */
const signs: [Preset, string[][]][] = [
  ['rebrandly', [['slashtag']]],
  ['yourls', [['keyword', 'url'], ['keyword', 'longurl']]],
  ['kutt', [['target', 'address'], ['target', 'link'], ['banned', 'address']]],
  ['shlink', [['shortcode', 'longurl'], ['shorturl', 'longurl', 'maxvisits'], ['shortcode', 'validsince']]],
  ['shortio', [['originalurl', 'path'], ['originalurl', 'secureshorturl'], ['originalurl', 'shorturl']]],
  ['dub', [['destinationurl', 'shortlink'], ['key', 'url', 'domain'], ['shortlink', 'url', 'key']]],
  ['bitly', [['longurl', 'link'], ['longurl', 'bitlink'], ['longurl', 'shortlink'], ['longurl', 'shorturl'], ['destinationurl', 'bitlink']]],
];

const plain = (column: string) => column.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The service that writes such columns; undefined where none or this one does. */
export function presetOf(columns: readonly string[]): Preset | undefined {
  const names = new Set(columns.map(plain));
  return signs.find(([, lines]) => lines.some((line) => line.every((sign) => names.has(sign))))?.[0];
}

/** What columns can fill; exports hold the later ones as JSON. */
export const targets = [
  'url', 'slug', 'shortUrl', 'domain', 'title', 'tags', 'notes', 'externalId', 'enabled', 'archived', 'deepLinkPath', 'activeFrom', 'expiresAt', 'expiredUrl', 'maxClicks', 'password', 'platforms.ios.deepLinkPath', 'platforms.ios.fallbackUrl',
  'platforms.android.deepLinkPath', 'platforms.android.fallbackUrl', 'platforms.android.package', 'platforms.desktop.fallbackUrl', 'brand.name', 'brand.title', 'brand.description', 'brand.imageUrl', 'utm.source', 'utm.medium', 'utm.campaign',
  'utm.term', 'utm.content', 'redirectStatus', 'forwardQuery', 'forwardPath', 'indexable', 'probeIpad', 'variantsFrom', 'variantsUntil', 'platforms', 'rules', 'variants', 'brand', 'utm', 'metadata',
] as const;

/** What each column fills as long as nobody says otherwise; of two that fill the same the first. */
export function guess(columns: readonly string[], preset: Preset | undefined): (string | null)[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const name = column.trim();
    const target = preset ? fields[preset][plain(name)] : targets.find((each) => each.toLowerCase() === name.toLowerCase());
    if (!target || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}
