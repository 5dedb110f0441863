import { useEffect, useRef, useState } from 'react';
import type { Click } from '../../api/api';
import { follow } from '../../api/live';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { useNames } from './names';

/** Clicks that are shown. */
const Shown = 20;

/** How often the numbers beside are asked for again while clicks arrive. */
const Settle = 2_500;

function useLive(link: string | undefined) {
  const [clicks, setClicks] = useState<Click[]>([]);
  const [state, setState] = useState<'opening' | 'open' | 'waiting' | 'refused'>('opening');
  useEffect(() => {
    const ends = new AbortController();
    setClicks([]);
    void follow(
      link,
      (news) => {
        if (news.state) setState(news.state);
        if (news.click) setClicks((before) => [news.click!, ...before.filter((click) => click.id !== news.click!.id)].slice(0, Shown));
      },
      ends.signal,
    );
    return () => ends.abort();
  }, [link]);
  return { clicks, state };
}

export function LiveFeed({ link, onClicks, onHuman }: { link?: string; onClicks?(n: number): void; onHuman?(): void }) {
  const { t, ago } = useText();
  const nameOf = useNames();
  const { clicks, state } = useLive(link);
  const [, setNow] = useState(0);
  const newest = clicks[0]?.id;
  const round = useRef(0);

  useEffect(() => {
    if (!newest || !onClicks) return;
    const timer = setTimeout(() => onClicks(++round.current), Settle);
    return () => clearTimeout(timer);
  }, [newest, onClicks]);

  const isTapped = clicks.some((click) => click.kind === 'human');
  const tell = useRef(onHuman);
  tell.current = onHuman;
  useEffect(() => {
    if (isTapped) tell.current?.();
  }, [isTapped]);

  useEffect(() => {
    const timer = setInterval(() => setNow((before) => before + 1), 10_000);
    return () => clearInterval(timer);
  }, []);

  return (
    <section className="card live" aria-label={t('live.title')}>
      <div className="row spread">
        <h2>{t('live.title')}</h2>
        <span className={state === 'open' ? 'tag good' : 'tag'} role="status">
          {t(`live.${state}`)}
        </span>
      </div>
      {clicks.length === 0 ? (
        <p className="quiet small live-empty">
          <Icon name="tap" />
          {t('live.none')}
        </p>
      ) : (
        <ul className="list" aria-live="polite" aria-relevant="additions">
          {clicks.map((click) => (
            <li key={click.id} className="live-click">
              <div>
                <div className="truncate">{what(click)}</div>
                <div className="truncate quiet small">{where(click)}</div>
              </div>
              <time className="quiet small" dateTime={click.time}>
                {ago(click.time)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );

  function what(click: Click) {
    const name = (dimension: string, value: string | null) => (value ? nameOf(dimension, value) : '');
    return [name('platform', click.platform), name('browser', click.browser)].filter(Boolean).join(' · ') || t('stats.unknown');
  }

  function where(click: Click) {
    const place = click.country ? nameOf('country', click.country) : '';
    const kind = click.kind === 'human' ? '' : t(`live.kind.${click.kind}`);
    return [kind, link ? '' : click.link, place, click.referrer ?? ''].filter(Boolean).join(' · ') || t('stats.direct');
  }
}
