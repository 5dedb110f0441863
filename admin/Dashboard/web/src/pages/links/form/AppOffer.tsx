import { useEffect, useState } from 'react';
import { call, type Schemas } from '../../../api/api';
import { useText } from '../../../text/text';
import { Icon } from '../../../ui/Icon';

type Suggestion = Schemas['DeepLinkSuggestion'];

const Pause = 300;

/** For the address of a well-known app: what opens it there, taken over with one click. */
export function AppOffer({ url, isTaken, onTake }: { url: string; isTaken(suggestion: Suggestion): boolean; onTake(suggestion: Suggestion): void }) {
  const { t } = useText();
  const [suggestion, setSuggestion] = useState<Suggestion>();
  useEffect(() => {
    const ends = new AbortController();
    setSuggestion(undefined);
    if (!/^https?:\/\/[^/]+\.[^/]+/i.test(url)) return;
    const timer = setTimeout(() => {
      call('get', '/deeplinks/suggest', { query: { url }, signal: ends.signal }).then(
        (found) => setSuggestion(found.app ? found : undefined),
        // An offer that cannot be made is none: the form says all that matters when it is sent.
        () => {},
      );
    }, Pause);
    return () => {
      clearTimeout(timer);
      ends.abort();
    };
  }, [url]);
  if (!suggestion?.app || isTaken(suggestion)) return null;
  return (
    <div className="offer" role="status">
      <Icon name="phone" />
      <div>
        <strong>{t('offer.title', { app: suggestion.app })}</strong>
        <div className="small quiet truncate ltr mono">{suggestion.deepLinkPath}</div>
        {suggestion.attested === 'public' ? <div className="small quiet">{t('offer.public')}</div> : null}
      </div>
      <button type="button" className="button" onClick={() => onTake(suggestion)}>
        {t('offer.take')}
      </button>
    </div>
  );
}
