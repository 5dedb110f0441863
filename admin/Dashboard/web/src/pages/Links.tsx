import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, type ApiProblem, type Link } from '../api/api';
import { A, useRouter } from '../app/router';
import { useAccount } from '../app/session';
import { asProblem } from '../app/useAsync';
import { useTitle } from '../app/useTitle';
import '../styles/links.css';
import { useText } from '../text/text';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Loading } from '../ui/States';
import { BulkBar } from './links/BulkBar';
import { ExportDialog } from './links/ExportDialog';
import { LinkTable } from './links/LinkTable';
import { QrDialog } from './links/QrDialog';

/** The first page is there at once; later ones are fetched ahead of whoever scrolls. */
const FirstPage = 100;
const LaterPages = 500;

const sorts = ['-createdAt', 'createdAt', '-clicks', '-lastClickedAt', 'slug'] as const;
type Sort = (typeof sorts)[number];

interface Pages {
  links: Link[];
  next: string | null;
  isLoading: boolean;
  problem?: ApiProblem;
}

const nothingYet: Pages = { links: [], next: null, isLoading: true };

export function Links() {
  const { t } = useText();
  const { query, go } = useRouter();
  const { may } = useAccount();
  const [pages, setPages] = useState<Pages>(nothingYet);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [qr, setQr] = useState<Link>();
  const [isExporting, setIsExporting] = useState(false);
  useTitle(t('links.title'));

  const search = query.get('q') ?? '';
  const tag = query.get('tag') ?? '';
  const status = query.get('status') ?? '';
  const sort = (sorts.find((known) => known === query.get('sort')) ?? '-createdAt') as Sort;
  const isFiltered = search !== '' || tag !== '' || status !== '';

  const wanted = { search: search || undefined, tag: tag || undefined, enabled: status === '' ? undefined : status === 'on' };
  // A bulk wants a filter: without one, all links that are there now.
  const filter = isFiltered ? wanted : { createdBefore: new Date().toISOString() };

  const change = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    const text = next.toString();
    go(text ? `/links?${text}` : '/links', { replace: true });
  };

  const ask = useCallback(
    (cursor: string | undefined, signal?: AbortSignal) =>
      call('get', '/links', {
        query: { limit: cursor ? LaterPages : FirstPage, cursor, sort, search: search || undefined, tag: tag || undefined, enabled: status === '' ? undefined : status === 'on' },
        signal,
      }),
    [search, tag, status, sort],
  );

  const load = useCallback(() => {
    const ends = new AbortController();
    setPages((before) => ({ ...before, isLoading: true, problem: undefined }));
    ask(undefined, ends.signal).then(
      (page) => {
        if (ends.signal.aborted) return;
        setPages({ links: page.data, next: page.nextCursor, isLoading: false });
        setChosen(new Set());
      },
      (failure: unknown) => !ends.signal.aborted && setPages((before) => ({ ...before, isLoading: false, problem: asProblem(failure) })),
    );
    return () => ends.abort();
  }, [ask]);

  useEffect(load, [load]);

  const isAsking = useRef(false);
  const more = useCallback(() => {
    if (isAsking.current || !pages.next) return;
    isAsking.current = true;
    const { next } = pages;
    ask(next)
      .then(
        // What was asked for before the filter changed is of no use any more.
        (page) => setPages((before) => (before.next === next ? { links: [...before.links, ...page.data], next: page.nextCursor, isLoading: false } : before)),
        (failure: unknown) => setPages((before) => ({ ...before, problem: asProblem(failure) })),
      )
      .finally(() => {
        isAsking.current = false;
      });
  }, [ask, pages]);

  const selected = useMemo(() => pages.links.filter((link) => chosen.has(link.id)), [pages.links, chosen]);
  const isFirstRun = !pages.isLoading && !pages.problem && pages.links.length === 0 && !isFiltered;

  return (
    <div className="page links-page">
      <div className="page-head">
        <h1>{t('links.title')}</h1>
        <div className="row links-actions">
          <button className="button" onClick={() => setIsExporting(true)}>
            <Icon name="download" />
            {t('export.action')}
          </button>
          {may('links:write') ? (
            <>
              <A to="/links/import" className="button">
                <Icon name="upload" />
                {t('import.start')}
              </A>
              <A to="/links/new" className="button primary">
                <Icon name="plus" />
                {t('links.new')}
              </A>
            </>
          ) : null}
        </div>
      </div>

      {isFirstRun ? (
        <div className="card">
          <Empty icon="link" title={t('links.none')} action={<A className="button primary" to="/welcome">{t('links.noneAction')}</A>}>
            {t('links.noneMore')}
          </Empty>
        </div>
      ) : (
        <>
          <div className="filters" role="search">
            <SearchBox value={search} onChange={(value) => change('q', value)} />
            <select className="input" aria-label={t('links.status')} value={status} onChange={(event) => change('status', event.target.value)}>
              <option value="">{t('links.statusAll')}</option>
              <option value="on">{t('links.statusOn')}</option>
              <option value="off">{t('links.statusOff')}</option>
            </select>
            <select className="input" aria-label={t('links.sort')} value={sort} onChange={(event) => change('sort', event.target.value === '-createdAt' ? '' : event.target.value)}>
              {sorts.map((each) => (
                <option key={each} value={each}>
                  {t(`links.sort.${each}`)}
                </option>
              ))}
            </select>
            {tag ? (
              <button className="button" onClick={() => change('tag', '')} aria-label={t('links.clearTag', { tag })}>
                <span className="truncate">#{tag}</span>
                <Icon name="close" />
              </button>
            ) : null}
          </div>

          {selected.length > 0 ? <BulkBar links={selected} filter={filter} hasMore={pages.next !== null && selected.length === pages.links.length} onDone={load} onClear={() => setChosen(new Set())} /> : null}

          {pages.problem && pages.links.length === 0 ? (
            <div className="card">
              <Failed problem={pages.problem} onRetry={load} />
            </div>
          ) : pages.isLoading && pages.links.length === 0 ? (
            <div className="card">
              <Loading lines={8} />
            </div>
          ) : pages.links.length === 0 ? (
            <div className="card">
              <Empty icon="search" title={t('links.noMatch')} action={<button className="button" onClick={() => go('/links', { replace: true })}>{t('links.clear')}</button>}>
                {t('links.noMatchMore')}
              </Empty>
            </div>
          ) : (
            <LinkTable links={pages.links} hasMore={pages.next !== null} onMore={more} chosen={chosen} onChoose={setChosen} onTag={(each) => change('tag', each)} onQr={setQr} canChange={may('links:write')} />
          )}
        </>
      )}
      {isExporting ? <ExportDialog filter={wanted} onClose={() => setIsExporting(false)} /> : null}
      {qr ? <QrDialog link={qr} onClose={() => setQr(undefined)} /> : null}
    </div>
  );
}

const Pause = 200;

/** Asks when the typing pauses. */
function SearchBox({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useText();
  const [text, setText] = useState(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => tell.current(text.trim()), Pause);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <div className="search">
      <Icon name="search" />
      <input className="input" type="search" placeholder={t('links.search')} aria-label={t('links.search')} value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}
