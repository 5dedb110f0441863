import { useText } from '../../text/text';
import { countryName } from '../links/form/places';
import { properName } from '../links/form/names';

/** What a row of a dimension is called. */
export function useNames(): (dimension: string, value: string) => string {
  const { t, tag } = useText();
  return (dimension, value) => {
    if (value === 'other') return t('stats.other');
    if (value === 'unknown' || value === '') return dimension === 'referrer' ? t('stats.direct') : dimension.startsWith('utm') || dimension === 'variant' || dimension === 'rule' ? t('stats.without') : t('stats.unknown');
    switch (dimension) {
      case 'country':
        return countryName(value, tag);
      case 'region':
        return regionName(value, tag);
      case 'language':
        return languageName(value, tag);
      case 'weekday':
        return weekdayName(Number(value), tag, 'long');
      case 'hour':
        return `${value.padStart(2, '0')}:00`;
      case 'platform':
      case 'browser':
      case 'deviceClass':
      case 'inApp':
        return value === 'none' ? t('rule.inApp.none') : value === 'mobile' || value === 'tablet' || value === 'desktop' ? t(`rule.device.${value}`) : properName(value);
      case 'trigger':
        return value === 'qr' ? t('link.qr') : value;
      default:
        return value;
    }
  };
}

/** 1 is Monday. */
export function weekdayName(day: number, tag: string, how: 'long' | 'short'): string {
  // A Monday.
  return new Intl.DateTimeFormat(tag, { weekday: how, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
}

/** Browsers have no names for regions: the country's, with the code that tells them apart. */
function regionName(code: string, tag: string): string {
  const [country, part] = code.split('-');
  return part ? `${countryName(country!, tag)} · ${part}` : code;
}

function languageName(code: string, tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
