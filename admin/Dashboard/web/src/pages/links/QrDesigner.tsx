import { useDeferredValue, useState } from 'react';
import type { Link } from '../../api/api';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { save } from '../../ui/save';
import { Icon } from '../../ui/Icon';
import { Field, Select } from '../../ui/Field';
import { useToast } from '../../ui/Toasts';
import { QrCode, qrFile, type QrLook } from './QrCode';

/** Large enough for a poster at 300 dots an inch and a hand wide. */
const PrintSize = 2048;

/** How much lighter than black a colour may be for cameras to tell it from white. */
const DarkestLuminance = 0.4;

export function QrDesigner({ link }: { link: Link }) {
  const { t } = useText();
  const say = useToast();
  const [look, setLook] = useState<QrLook>({ color: '#000000', level: 'M' });
  const shown = useDeferredValue(look);
  const download = async (format: 'svg' | 'png') => {
    try {
      save(await qrFile(link, look, format, PrintSize), `${link.slug}.${format}`);
    } catch (failure) {
      say(asProblem(failure).message);
    }
  };
  return (
    <div className="qr-designer">
      <QrCode link={link} look={shown} />
      <div className="form">
        <p className="ltr mono small">{link.shortUrl}</p>
        <Field label={t('qr.color')} type="color" value={look.color} onChange={(event) => setLook({ ...look, color: event.target.value })} />
        {luminance(look.color) > DarkestLuminance ? <p className="notice warn">{t('qr.tooLight')}</p> : null}
        <Select label={t('qr.level')} hint={t('qr.levelHint')} value={look.level} onChange={(event) => setLook({ ...look, level: event.target.value as QrLook['level'] })}>
          <option value="L">{t('qr.level.L')}</option>
          <option value="M">{t('qr.level.M')}</option>
          <option value="Q">{t('qr.level.Q')}</option>
          <option value="H">{t('qr.level.H')}</option>
        </Select>
        <div className="row">
          <button className="button" onClick={() => void download('svg')}>
            <Icon name="download" />
            SVG
          </button>
          <button className="button" onClick={() => void download('png')}>
            <Icon name="download" />
            PNG
          </button>
        </div>
      </div>
    </div>
  );
}

/** Relative luminance (WCAG 2.2), 0 to 1. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
