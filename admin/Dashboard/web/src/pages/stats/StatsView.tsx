import { lazy, Suspense, useState } from 'react';
import { call, type Link, type Stats } from '../../api/api';
import { recall, remember } from '../../app/preferences';
import { A, useRouter } from '../../app/router';
import { useAsync } from '../../app/useAsync';
import '../../styles/stats.css';
import { useText } from '../../text/text';
import { useCopy } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { Empty, Failed, Loading } from '../../ui/States';
import { AudienceButton } from './AudienceButton';
import { Breakdown } from './Breakdown';
import { saveCsv, saveJson } from './download';
import { Heatmap } from './Heatmap';
import { LiveFeed } from './LiveFeed';
import { useNames } from './names';
import { addressOf, cellOf, periods, questionOf, viewOf, type Filter, type Period, type Shown, type View } from './question';
import { SeriesChart } from './SeriesChart';
import { VerdictNote } from './VerdictNote';

const WorldMap = lazy(() => import('./WorldMap').then((module) => ({ default: module.WorldMap })));

/** A card each; what it shows at first stands first. */
const cards = [
  { name: 'places', choices: ['country', 'region', 'language'] },
  { name: 'devices', choices: ['platform', 'deviceClass', 'osVersion', 'browser', 'inApp'] },
  { name: 'sources', choices: ['referrer', 'trigger'] },
  { name: 'campaigns', choices: ['utmCampaign', 'utmSource', 'utmMedium', 'utmTerm', 'utmContent'] },
] as const satisfies readonly { name: string; choices: readonly Shown[] }[];
const ofAccount = { name: 'links', choices: ['link', 'tag', 'domain'] } as const;
const ofLink = { name: 'decisions', choices: ['rule', 'variant', 'destination'] } as const;

/** Buttons of periods; the others are in the list beside them. */
const quick: readonly Period[] = ['today', '7d', '30d', '90d', '12m'];

/** Of one link, or of all of the account's. All that is chosen is in the address, so that the address shows it to others. */
export function StatsView({ link }: { link?: Link }) {
  const { t, number, percent } = useText();
  const nameOf = useNames();
  const copy = useCopy();
  const { query, go, path } = useRouter();
  const [ownZone] = useState(() => recall('timezone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [clicksSeen, setClicksSeen] = useState(0);

  const view = viewOf(query, ownZone);
  const set = (change: Partial<View>) => go(`${path}?${addressOf({ ...view, ...change })}`, { replace: true });
  const keep = (...filters: Filter[]) => set({ filters: [...view.filters.filter((old) => !filters.some((each) => each.dimension === old.dimension)), ...filters] });
  const drop = (filter: Filter) => set({ filters: view.filters.filter((each) => each.dimension !== filter.dimension || each.value !== filter.value) });

  const shownCards: readonly { name: 'places' | 'devices' | 'sources' | 'campaigns' | 'links' | 'decisions'; choices: readonly Shown[] }[] = [...cards, link ? ofLink : ofAccount];
  const shownOf = (choices: readonly Shown[]): Shown => view.shown.find((dimension) => choices.includes(dimension)) ?? choices[0]!;
  const show = (choices: readonly Shown[], dimension: Shown) => set({ shown: [...view.shown.filter((each) => !choices.includes(each)), ...(dimension === choices[0] ? [] : [dimension])] });
  const hasVariants = (link?.variants.length ?? 0) > 1;

  const question = questionOf(view, [...new Set([...shownCards.map((card) => shownOf(card.choices)), 'country' as const, ...(hasVariants ? (['variant'] as const) : [])])]);
  const asked = useAsync<Stats>(
    (signal) =>
      link
        ? (call('get', '/links/{slug}/stats', { path: { slug: link.id }, query: question as never, signal }) as Promise<Stats>)
        : (call('get', '/stats', { query: question as never, signal }) as Promise<Stats>),
    [link?.id, JSON.stringify(question), clicksSeen],
  );
  const stats = asked.data;
  const fileName = `${link?.slug.replaceAll('/', '-') ?? 'links'}-stats`;

  return (
    <>
      <div className="stats-controls">
        <div className="segments" role="group" aria-label={t('stats.period')}>
          {quick.map((each) => (
            <button key={each} aria-pressed={view.period === each} onClick={() => set({ period: each, from: undefined, to: undefined })}>
              {t(`stats.period.${each as '30d'}`)}
            </button>
          ))}
        </div>
        <select className="input" aria-label={t('stats.periodMore')} value={view.period && !quick.includes(view.period) ? view.period : ''} onChange={(event) => set({ period: event.target.value as Period, from: undefined, to: undefined })}>
          <option value="" disabled>
            {t('stats.periodMore')}
          </option>
          {periods
            .filter((each) => !quick.includes(each))
            .map((each) => (
              <option key={each} value={each}>
                {t(`stats.period.${each as 'all'}`)}
              </option>
            ))}
        </select>
        <div className="row dates">
          <input className="input" type="date" aria-label={t('stats.from')} value={view.from ?? dayOf(stats?.from)} max={view.to} onChange={(event) => event.target.value && set({ period: undefined, from: event.target.value, to: view.to ?? today(view.zone) })} />
          <span className="quiet" aria-hidden="true">
            –
          </span>
          <input className="input" type="date" aria-label={t('stats.to')} value={view.to ?? today(view.zone)} min={view.from} onChange={(event) => event.target.value && set({ period: undefined, from: view.from ?? (dayOf(stats?.from) || event.target.value), to: event.target.value })} />
        </div>
        <select
          className="input zone"
          aria-label={t('stats.zone')}
          value={view.zone}
          onChange={(event) => {
            remember('timezone', event.target.value);
            set({ zone: event.target.value });
          }}
        >
          {zones(view.zone).map((each) => (
            <option key={each} value={each}>
              {each.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
        <label className="check">
          <input type="checkbox" checked={view.isCompared} onChange={(event) => set({ isCompared: event.target.checked })} />
          {t('stats.compare')}
        </label>
        <div className="row stats-actions">
          <button className="button" onClick={() => void copy(`${location.origin}/app${path}?${addressOf(view)}`)}>
            <Icon name="share" />
            {t('stats.share')}
          </button>
          <button className="button" disabled={!stats} onClick={() => stats && saveCsv(stats, fileName)}>
            <Icon name="download" />
            CSV
          </button>
          <button className="button" disabled={!stats} onClick={() => stats && saveJson(stats, fileName)}>
            <Icon name="download" />
            JSON
          </button>
          <AudienceButton question={cellOf(view, link?.id)} about={[link?.title || link?.slug, ...view.filters.map((filter) => nameOf(filter.dimension, filter.value))].filter(Boolean).join(', ')} />
        </div>
      </div>

      {view.filters.length > 0 ? (
        <div className="row chips" role="group" aria-label={t('stats.filters')}>
          {view.filters.map((filter) => {
            const name = `${t(`stats.by.${filter.dimension}`)}: ${filter.dimension === 'link' ? (stats?.groups.link?.find((row) => row.id === filter.value)?.value ?? filter.value) : nameOf(filter.dimension, filter.value)}`;
            return (
              <button key={filter.dimension + filter.value} className="tag chip" aria-label={t('stats.dropFilter', { name })} onClick={() => drop(filter)}>
                {name}
                <Icon name="close" />
              </button>
            );
          })}
          <button className="button plain" onClick={() => set({ filters: [] })}>
            {t('stats.dropAll')}
          </button>
        </div>
      ) : null}

      {asked.problem && !asked.isLoading ? (
        <div className="card">
          <Failed problem={asked.problem} onRetry={asked.reload} />
        </div>
      ) : !stats ? (
        <div className="card">
          <Loading lines={6} />
        </div>
      ) : (
        <div className="stats-results" aria-busy={asked.isLoading}>
          <div className="card totals-card">
            <dl className="totals">
              <Total name={t('stats.clicks')} value={number(stats.totals.clicks)} change={view.isCompared ? stats.previous?.change.clicks : undefined} percent={percent} />
              <Total name={t('stats.visitors')} value={number(stats.totals.uniqueVisitors)} change={view.isCompared ? stats.previous?.change.uniqueVisitors : undefined} percent={percent} />
              <Total name={t('stats.bots')} value={number(stats.totals.bots)} isQuiet percent={percent} />
              {stats.conversions && stats.conversions.count > 0 ? <Conversions conversions={stats.conversions} /> : null}
            </dl>
            {stats.totals.clicks === 0 && !stats.previous?.totals.clicks ? (
              <Empty icon="chart" title={t('stats.none')}>
                {view.filters.length > 0 ? t('stats.noneFiltered') : t('stats.noneMore')}
              </Empty>
            ) : (
              <SeriesChart points={stats.series} previous={view.isCompared ? stats.previous?.series : undefined} interval={stats.interval} zone={view.zone} />
            )}
          </div>
          {link && hasVariants && stats.variantTest ? (
            <section className="card row spread" aria-label={t('form.variants')}>
              <VerdictNote test={stats.variantTest} />
              <A to={`/links/${link.id}/ab`} className="button">
                {t('ab.open')}
              </A>
            </section>
          ) : null}
          <div className="stats-columns">
            <div className="breakdowns">
              {shownCards.map(({ name, choices }) => {
                const dimension = shownOf(choices);
                return (
                  <Breakdown
                    key={name}
                    isWide={name === 'places'}
                    title={t(`stats.card.${name}`)}
                    choices={choices}
                    dimension={dimension}
                    rows={stats.groups[dimension] ?? []}
                    total={stats.totals.clicks}
                    onShow={(chosen) => show(choices, chosen)}
                    onFilter={(value) => keep({ dimension, value })}
                    picture={
                      dimension === 'country' ? (
                        <Suspense fallback={<div className="world skeleton" />}>
                          <WorldMap rows={stats.groups.country ?? []} onFilter={(value) => keep({ dimension: 'country', value })} />
                        </Suspense>
                      ) : undefined
                    }
                  />
                );
              })}
              <Heatmap
                rows={(stats.pivot?.rows ?? []) as object[]}
                onFilter={(weekday, hour) =>
                  keep({ dimension: 'weekday', value: weekday }, { dimension: 'hour', value: hour })
                }
              />
            </div>
            <LiveFeed link={link?.id} onClicks={setClicksSeen} />
          </div>
          <p className="small">
            <a className="quiet" href="https://db-ip.com" rel="noreferrer" target="_blank">
              {t('stats.places')}
            </a>
          </p>
        </div>
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

function Conversions({ conversions }: { conversions: NonNullable<Stats['conversions']> }) {
  const { t, number, percent, tag } = useText();
  const money = ({ currency, amount }: { currency: string; amount: number }) => new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amount);
  return (
    <>
      <Total name={t('stats.conversions')} value={number(conversions.count)} percent={percent} />
      {conversions.revenue.map((revenue) => (
        <Total key={revenue.currency} name={t('stats.revenue')} value={money(revenue)} percent={percent} />
      ))}
    </>
  );
}

const dayOf = (time: string | undefined) => time?.slice(0, 10) ?? '';

/** The date there. */
const today = (zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(Date.now());

function zones(chosen: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', chosen, ...known])];
}
