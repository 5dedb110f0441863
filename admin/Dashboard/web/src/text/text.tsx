import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { recall, remember } from '../app/preferences';
import { en } from './en';

type PluralForm = `${string}.${'one' | 'two' | 'few' | 'many'}`;

export type MessageKey = Exclude<keyof typeof en, PluralForm>;

/** Every language has every message; one about a number may have more forms (`clicks.few`), as its grammar asks for. */
export type Messages = Record<MessageKey, string> & Partial<Record<string, string>>;

export const locales = { en: 'English', de: 'Deutsch', ar: 'العربية' } as const;
export type Locale = keyof typeof locales;

const rightToLeft: readonly Locale[] = ['ar'];

const load: Record<Locale, () => Promise<Messages>> = {
  en: () => Promise.resolve(en),
  de: () => import('./de').then((module) => module.de),
  ar: () => import('./ar').then((module) => module.ar),
};

export type Values = Record<string, string | number>;

interface Texts {
  locale: Locale;
  /** For `Intl`: digits as they are in addresses and exports. */
  tag: string;
  t(key: MessageKey, values?: Values): string;
  /** Of a number: the key's form for it. */
  count(key: MessageKey, n: number, values?: Values): string;
  number(n: number): string;
  percent(share: number): string;
  date(at: string | Date, how?: Intl.DateTimeFormatOptions): string;
  ago(at: string): string;
  choose(locale: Locale): void;
}

const TextContext = createContext<Texts | undefined>(undefined);

function preferred(): Locale {
  const kept = recall('locale');
  if (kept && kept in locales) return kept as Locale;
  const wished = navigator.languages.map((language) => language.split('-')[0]!);
  return (wished.find((language) => language in locales) as Locale | undefined) ?? 'en';
}

export function TextProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(preferred);
  const [loaded, setLoaded] = useState<{ locale: Locale; messages: Messages }>();

  useEffect(() => {
    let isCurrent = true;
    load[locale]()
      .catch(() => en as Messages)
      .then((messages) => isCurrent && setLoaded({ locale, messages }));
    return () => {
      isCurrent = false;
    };
  }, [locale]);

  const texts = useMemo(() => loaded && textsOf(loaded.locale, loaded.messages, (chosen) => (remember('locale', chosen), setLocale(chosen))), [loaded]);
  useEffect(() => {
    if (!texts) return;
    document.documentElement.lang = texts.locale;
    document.documentElement.dir = rightToLeft.includes(texts.locale) ? 'rtl' : 'ltr';
  }, [texts]);

  return texts ? <TextContext value={texts}>{children}</TextContext> : null;
}

export function useText(): Texts {
  const texts = useContext(TextContext);
  if (!texts) throw new Error('No texts');
  return texts;
}

function textsOf(locale: Locale, messages: Messages, choose: (locale: Locale) => void): Texts {
  const tag = locale === 'ar' ? 'ar-u-nu-latn' : locale === 'en' ? englishTag() : locale;
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(tag);
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const date = (at: string | Date, how: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }) => new Intl.DateTimeFormat(tag, how).format(new Date(at));
  const fill = (text: string, values: Values = {}) => text.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all));
  return {
    locale,
    tag,
    choose,
    date,
    t: (key, values) => fill(messages[key], values),
    count: (key, n, values) => fill(messages[`${key}.${plurals.select(n)}`] ?? messages[key], { n: numbers.format(n), ...values }),
    number: (n) => numbers.format(n),
    percent: (share) => percents.format(share),
    ago: (at) => {
      const seconds = (new Date(at).getTime() - Date.now()) / 1000;
      const steps: [Intl.RelativeTimeFormatUnit, number][] = [['second', 60], ['minute', 3600], ['hour', 86_400], ['day', 30 * 86_400]];
      let size = 1;
      for (const [unit, until] of steps) {
        if (Math.abs(seconds) < until) return relative.format(Math.round(seconds / size), unit);
        size = until === 30 * 86_400 ? size : until;
      }
      return date(at);
    },
  };
}

/** Dates as people write them where they are: the browser's own English, where it has one. */
function englishTag(): string {
  return navigator.languages.find((language) => language.startsWith('en')) ?? 'en';
}
