import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { Link } from '../../api/api';
import { A } from '../../app/router';
import { useText } from '../../text/text';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { useMedia } from '../../ui/useViewport';

/** Heights in pixels, as links.css has them: rows are placed by arithmetic, so that a hundred thousand cost what a screen of them does. */
const RowHeight = 68;
const CardHeight = 100;

/** Rows drawn above and below what is seen. */
const Spare = 8;

/** Rows before the end at which the next page is asked for. */
const Ahead = 40;

interface Props {
  links: readonly Link[];
  hasMore: boolean;
  onMore(): void;
  chosen: ReadonlySet<string>;
  onChoose(chosen: ReadonlySet<string>): void;
  onTag(tag: string): void;
  onQr(link: Link): void;
  canChange: boolean;
}

export function LinkTable({ links, hasMore, onMore, chosen, onChoose, onTag, onQr, canChange }: Props) {
  const { t } = useText();
  const body = useRef<HTMLDivElement>(null);
  const isNarrow = useMedia('(max-width: 47.99rem)');
  const height = isNarrow ? CardHeight : RowHeight;
  const [[first, last], setRange] = useState<[number, number]>([0, 30]);

  const measure = useCallback(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const from = Math.max(0, Math.floor(-top / height) - Spare);
    const to = Math.ceil((innerHeight - top) / height) + Spare;
    setRange((before) => (before[0] === from && before[1] === to ? before : [from, to]));
  }, [height]);

  useEffect(() => {
    measure();
    addEventListener('scroll', measure, { passive: true });
    addEventListener('resize', measure);
    return () => {
      removeEventListener('scroll', measure);
      removeEventListener('resize', measure);
    };
  }, [measure, links.length]);

  useEffect(() => {
    if (hasMore && last >= links.length - Ahead) onMore();
  }, [hasMore, last, links.length, onMore]);

  const toggle = useRef<(id: string) => void>(() => {});
  toggle.current = (id) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  const onToggle = useCallback((id: string) => toggle.current(id), []);
  const areAll = links.length > 0 && chosen.size === links.length;

  return (
    <>
      <div className="link-table card" role="table" aria-label={t('links.title')} aria-rowcount={hasMore ? -1 : links.length + 1}>
        <div role="rowgroup">
          <div className="link-row head" role="row" aria-rowindex={1}>
            <span role="columnheader">
              {canChange ? (
                <label>
                  <input
                    type="checkbox"
                    aria-label={t('links.chooseAll')}
                    checked={areAll}
                    ref={(box) => {
                      if (box) box.indeterminate = chosen.size > 0 && !areAll;
                    }}
                    onChange={() => onChoose(areAll ? new Set() : new Set(links.map((link) => link.id)))}
                  />
                </label>
              ) : (
                <span className="visually-hidden">{t('links.choose')}</span>
              )}
            </span>
            <span role="columnheader">{t('links.link')}</span>
            <span role="columnheader">{t('links.tags')}</span>
            <span role="columnheader" className="number">{t('links.clicks')}</span>
            <span role="columnheader">{t('links.created')}</span>
            <span role="columnheader">
              <span className="visually-hidden">{t('links.actions')}</span>
            </span>
          </div>
        </div>
        <div ref={body} role="rowgroup" className="link-rows" style={{ blockSize: links.length * height }}>
          {links.slice(first, last).map((link, index) => (
            <Row key={link.id} link={link} index={first + index} top={(first + index) * height} isChosen={chosen.has(link.id)} canChange={canChange} onToggle={onToggle} onTag={onTag} onQr={onQr} />
          ))}
        </div>
      </div>
      {hasMore ? <p className="quiet small more" role="status">{t('links.more')}</p> : null}
    </>
  );
}

interface RowProps {
  link: Link;
  index: number;
  top: number;
  isChosen: boolean;
  canChange: boolean;
  onToggle(id: string): void;
  onTag(tag: string): void;
  onQr(link: Link): void;
}

const Row = memo(function Row({ link, index, top, isChosen, canChange, onToggle, onTag, onQr }: RowProps) {
  const { t, number, date, ago } = useText();
  const name = link.title ?? link.slug;
  const [firstTag, secondTag, ...others] = link.tags;
  return (
    <div className="link-row" role="row" aria-rowindex={index + 2} style={{ transform: `translateY(${top}px)` }}>
      <span role="cell">
        {canChange ? (
          <label>
            <input type="checkbox" aria-label={t('links.chooseOne', { name })} checked={isChosen} onChange={() => onToggle(link.id)} />
          </label>
        ) : null}
      </span>
      <div role="cell" className="what">
        <A to={`/links/${link.id}`} className="truncate name" dir="auto">
          {name}
        </A>
        <div className="truncate quiet small ltr">
          {link.shortUrl.replace(/^https?:\/\//, '')} → {link.url.replace(/^https?:\/\//, '')}
        </div>
      </div>
      <div role="cell" className="tags">
        {link.enabled ? null : <span className="tag warn">{t('link.off')}</span>}
        {link.deniedHost ? <span className="tag bad">{t('link.denied')}</span> : null}
        {[firstTag, secondTag].map((tag) =>
          tag ? (
            <button key={tag} className="tag" onClick={() => onTag(tag)}>
              {tag}
            </button>
          ) : null,
        )}
        {others.length > 0 ? <span className="quiet small">+{number(others.length)}</span> : null}
      </div>
      <div role="cell" className="number" title={link.lastClickedAt ? t('links.lastClick', { ago: ago(link.lastClickedAt) }) : undefined}>
        <Icon name="tap" />
        {number(link.clicks)}
      </div>
      <div role="cell" className="quiet small created">
        {date(link.createdAt)}
      </div>
      <div role="cell" className="actions">
        <CopyButton text={link.shortUrl} label={t('link.copy', { name })} />
        <button className="button icon plain" title={t('link.qr')} aria-label={t('link.qrOf', { name })} onClick={() => onQr(link)}>
          <Icon name="qr" />
        </button>
      </div>
    </div>
  );
});
