import type { Schemas } from '../../../api/api';

export type Conditions = Schemas['RuleConditionInput'];
export type Kind = keyof Conditions;

type Values<K extends Kind> = NonNullable<Conditions[K]> extends (infer V)[] ? V : never;

export const platforms = ['ios', 'ipados', 'android', 'windows', 'macos', 'linux', 'chromeos', 'desktop', 'other'] as const satisfies readonly Values<'platform'>[];
export const deviceClasses = ['mobile', 'tablet', 'desktop', 'tv', 'other'] as const satisfies readonly Values<'deviceClass'>[];
export const browsers = [
  'chrome', 'safari', 'firefox', 'edge', 'opera', 'samsung', 'brave', 'vivaldi', 'duckduckgo', 'android', 'uc', 'yandex', 'qqbrowser', 'silk', 'miui', 'huawei', 'ie', 'other',
] as const satisfies readonly Values<'browser'>[];
export const inApps = [
  'any', 'none', 'facebook', 'messenger', 'instagram', 'threads', 'tiktok', 'linkedin', 'snapchat', 'x', 'whatsapp', 'telegram', 'wechat', 'line', 'pinterest', 'google', 'kakaotalk', 'naver', 'weibo', 'qq', 'baidu', 'alipay', 'viber',
] as const satisfies readonly Values<'inApp'>[];

/** Every condition of the API, as they are offered; one that it gets later does not compile before it is here. */
const all: Record<Kind, Conditions[Kind]> = {
  platform: [],
  country: [],
  region: [],
  language: [],
  deviceClass: [],
  osVersion: '',
  browser: [],
  inApp: [],
  query: {},
  after: '',
  before: '',
  ip: [],
  inbox: { id: 0, open: true },
};

export const kinds = Object.keys(all) as Kind[];

/** A condition that was just added, with nothing in it. */
export const emptyOf = (kind: Kind): Conditions => ({ [kind]: all[kind] });

/** Those of a rule, in the order in which they are offered. */
export const kindsOf = (when: Conditions): Kind[] => kinds.filter((kind) => when[kind] !== undefined && when[kind] !== null);
