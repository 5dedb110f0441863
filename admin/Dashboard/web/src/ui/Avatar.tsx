import { useState } from 'react';
import { ownAddress } from '../api/ownAddress';
import { useText } from '../text/text';

const Hues = 8;

/** A picture of this installation, or the first letters of the name. */
export function Avatar({ name, picture, isOnline }: { name: string; picture?: string; isOnline?: boolean }) {
  const { t } = useText();
  const [isBroken, setIsBroken] = useState(false);
  const source = picture ? ownAddress(picture) : undefined;
  const hue = [...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % Hues;
  return (
    <span className={`avatar hue-${hue}`}>
      {source && !isBroken ? <img src={source} alt="" onError={() => setIsBroken(true)} /> : <span aria-hidden="true">{initials(name)}</span>}
      {isOnline ? (
        <span className="online" title={t('inbox.online')}>
          <span className="visually-hidden">{t('inbox.online')}</span>
        </span>
      ) : null}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return words.length === 0 ? '?' : [words[0]!, ...(words.length > 1 ? [words.at(-1)!] : [])].map((word) => [...word][0]!.toUpperCase()).join('');
}
