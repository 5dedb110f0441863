import { useState } from 'react';
import { call, open, type Link, type Stats } from '../../api/api';
import { recall, remember } from '../../app/preferences';
import { A, useRouter } from '../../app/router';
import { asProblem, useAsync } from '../../app/useAsync';
import '../../styles/stats.css';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { save } from '../../ui/save';
import { Empty, Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { Breakdown } from './Breakdown';
import { LiveFeed } from './LiveFeed';
import { SeriesChart } from './SeriesChart';

const periods = ['today', '7d', '30d', '90d', '12m'] as const;
const groups = ['country', 'platform', 'deviceClass', 'browser', 'referrer'] as const;

interface Range {
  period?: (typeof periods)[number];
  from?: string;
  to?: string;
}

/** Of one link, or of all of the account's. */
export function StatsView({ link }: { link?: Link }) {
  const { t, number, percent } = useText();
  const say = useToast();
  const { query, go, path } = useRouter();
  const [zone, setZone] = useState(() => recall('timezone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [clicksSeen, setClicksSeen] = useState(0);

  const range = rangeOf(query);
  const isCompared = query.get('compare') === 'previous';
  const set = (change: Record<string, string | undefined>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    go(`${path}?${next}`, { replace: true });
  };

  const question = {
    ...range,
    timezone: zone,
    interval: intervalOf(range),
    compare: isCompared ? ('previous' as const) : undefined,
    limit: 8,
  };
  const asked = useAsync<Stats>(
    (signal) =>
      link
        ? (call('get', '/links/{slug}/stats', { path: { slug: link.id }, query: { ...question, groupBy: [...groups] } as never, signal }) as Promise<Stats>)
        : (call('get', '/stats', { query: { ...question, groupBy: [...groups, 'link'] } as never, signal }) as Promise<Stats>),
    [link?.id, JSON.stringify(question), clicksSeen],
  );
  const stats = asked.data;

  const download = async () => {
    try {
      const wanted = { ...question, compare: undefined, groupBy: ['country', 'platform'], format: 'csv', limit: 1000 } as never;
      const answer = await (link ? open('/links/{slug}/stats', { path: { slug: link.id }, query: wanted, accept: 'text/csv' }) : open('/stats', { query: wanted, accept: 'text/csv' }));
      save(await answer.blob(), `${link?.slug ?? 'links'}-stats.csv`);
    } catch (failure) {
      say(asProblem(failure).message);
    }
  };

  return (
    <>
      <div className="stats-controls">
        <div className="segments" role="group" aria-label={t('stats.period')}>
          {periods.map((each) => (
            <button key={each} aria-pressed={range.period === each} onClick={() => set({ period: each, from: undefined, to: undefined })}>
              {t(`stats.period.${each}`)}
            </button>
          ))}
        </div>
        <div className="row dates">
          <input className="input" type="date" aria-label={t('stats.from')} value={range.from ?? dayOf(stats?.from)} max={range.to} onChange={(event) => event.target.value && set({ period: undefined, from: event.target.value, to: range.to ?? today() })} />
          <span className="quiet" aria-hidden="true">
            –
          </span>
          <input className="input" type="date" aria-label={t('stats.to')} value={range.to ?? (range.period === 'today' ? dayOf(stats?.from) : today())} min={range.from} onChange={(event) => event.target.value && set({ period: undefined, from: range.from ?? (dayOf(stats?.from) || event.target.value), to: event.target.value })} />
        </div>
        <select
          className="input zone"
          aria-label={t('stats.zone')}
          value={zone}
          onChange={(event) => {
            remember('timezone', event.target.value);
            setZone(event.target.value);
          }}
        >
          {zones(zone).map((each) => (
            <option key={each} value={each}>
              {each.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
        <label className="check">
          <input type="checkbox" checked={isCompared} onChange={(event) => set({ compare: event.target.checked ? 'previous' : undefined })} />
          {t('stats.compare')}
        </label>
        <button className="button" onClick={() => void download()}>
          <Icon name="download" />
          CSV
        </button>
      </div>

      {asked.problem && !asked.isLoading ? (
        <div className="card">
          <Failed problem={asked.problem} onRetry={asked.reload} />
        </div>
      ) : !stats ? (
        <div className="card">
          <Loading lines={6} />
        </div>
      ) : (
        <>
          <div className="card totals-card" aria-busy={asked.isLoading}>
            <dl className="totals">
              <Total name={t('stats.clicks')} value={number(stats.totals.clicks)} change={isCompared ? stats.previous?.change.clicks : undefined} percent={percent} />
              <Total name={t('stats.visitors')} value={number(stats.totals.uniqueVisitors)} change={isCompared ? stats.previous?.change.uniqueVisitors : undefined} percent={percent} />
              <Total name={t('stats.bots')} value={number(stats.totals.bots)} isQuiet percent={percent} />
            </dl>
            {stats.totals.clicks === 0 && !stats.previous?.totals.clicks ? (
              <Empty icon="chart" title={t('stats.none')}>
                {t('stats.noneMore')}
              </Empty>
            ) : (
              <SeriesChart points={stats.series} previous={isCompared ? stats.previous?.series : undefined} interval={stats.interval} zone={zone} />
            )}
          </div>
          <div className="stats-columns">
            <div className="breakdowns">
              {stats.groups.link ? (
                <Breakdown title={t('stats.group.link')} dimension="link" rows={stats.groups.link} total={stats.totals.clicks} linkOf={(row) => (row.id ? <A to={`/links/${row.id}`}>{row.value}</A> : row.value)} />
              ) : null}
              {groups.map((group) => (
                <Breakdown key={group} title={t(`stats.group.${group}`)} dimension={group} rows={stats.groups[group] ?? []} total={stats.totals.clicks} />
              ))}
            </div>
            <LiveFeed link={link?.id} onClicks={setClicksSeen} />
          </div>
          <p className="small">
            <a className="quiet" href="https://db-ip.com" rel="noreferrer" target="_blank">
              {t('stats.places')}
            </a>
          </p>
        </>
      )}
    </>
  );
}

function Total({ name, value, change, isQuiet, percent }: { name: string; value: string; change?: number | null; isQuiet?: boolean; percent(share: number): string }) {
  return (
    <div className={isQuiet ? 'total quiet' : 'total'}>
      <dt>{name}</dt>
      <dd>
        {value}
        {typeof change === 'number' ? <span className={change > 0 ? 'change up' : change < 0 ? 'change down' : 'change'}>{percent(change)}</span> : null}
      </dd>
    </div>
  );
}

function rangeOf(query: URLSearchParams): Range {
  const [from, to] = [query.get('from'), query.get('to')];
  if (from && to) return { from, to };
  return { period: periods.find((known) => known === query.get('period')) ?? '30d' };
}

function intervalOf(range: Range): 'hour' | 'day' | 'month' {
  if (range.period === 'today') return 'hour';
  if (range.period === '12m') return 'month';
  if (range.from && range.to) {
    const days = (Date.parse(range.to) - Date.parse(range.from)) / 86_400_000;
    return days < 3 ? 'hour' : days > 200 ? 'month' : 'day';
  }
  return 'day';
}

const dayOf = (time: string | undefined) => time?.slice(0, 10) ?? '';

const today = () => new Date().toISOString().slice(0, 10);

function zones(chosen: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', chosen, ...known])];
}
