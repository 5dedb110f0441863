import { useState } from 'react';
import { call, type Link, type LinkInput, type Stats } from '../../api/api';
import { A } from '../../app/router';
import { asProblem, useAsync } from '../../app/useAsync';
import '../../styles/stats.css';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { Empty, Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { VerdictNote } from '../stats/VerdictNote';
import { winnerPatch } from './winner';

/** Smaller ones are told as less than this. */
const SmallestChance = 0.0001;

/** How the variants of a link do against each other, over all of the test's time, and what to make of it. */
export function AbTest({ link, canChange, onLink }: { link: Link; canChange: boolean; onLink(link: Link): void }) {
  const { t, number, tag } = useText();
  const say = useToast();
  const [chosen, setChosen] = useState<string>();
  const hasTest = link.variants.length > 1;
  const asked = useAsync<Stats | undefined>(
    (signal) =>
      hasTest
        ? (call('get', '/links/{slug}/stats', { path: { slug: link.id }, query: { ...rangeOf(link), interval: 'none', groupBy: ['variant'], conversions: true } as never, signal }) as Promise<Stats>)
        : Promise.resolve(undefined),
    [link.id, link.updatedAt],
  );
  const stats = asked.data;
  const test = stats?.variantTest;
  const rate = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 });
  const chance = new Intl.NumberFormat(tag, { maximumSignificantDigits: 2 });
  const weights = link.variants.reduce((sum, variant) => sum + variant.weight, 0);

  if (!hasTest) {
    return (
      <div className="card">
        <Empty icon="chart" title={t('ab.none')} action={canChange ? <A to={`/links/${link.id}/edit`} className="button primary">{t('variant.start')}</A> : undefined}>
          {t('ab.noneMore')}
        </Empty>
      </div>
    );
  }
  if (!stats) return <div className="card">{asked.problem ? <Failed problem={asked.problem} onRetry={asked.reload} /> : <Loading lines={5} />}</div>;

  const apply = async (name: string) => {
    setChosen(undefined);
    try {
      onLink(await call('patch', '/links/{slug}', { path: { slug: link.id }, body: winnerPatch(link, name) as LinkInput as never }));
      say(t('ab.applied', { name }));
    } catch (failure) {
      say(asProblem(failure).message);
    }
  };

  return (
    <>
      <section className="card ab">
        {test ? <VerdictNote test={test} /> : null}
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('form.variants')}>
          <table role="table">
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">{t('ab.variant')}</th>
                <th scope="col" role="columnheader">{t('ab.share')}</th>
                <th scope="col" role="columnheader">{t('stats.clicks')}</th>
                <th scope="col" role="columnheader">{t('stats.visitors')}</th>
                <th scope="col" role="columnheader">{t('ab.converted')}</th>
                <th scope="col" role="columnheader">{t('ab.rate')}</th>
                <th scope="col" role="columnheader">{t('ab.chance')}</th>
                {canChange ? (
                  <th scope="col" role="columnheader">
                    <span className="visually-hidden">{t('links.actions')}</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {link.variants.map((variant) => {
                const tested = test?.variants.find((each) => each.name === variant.name);
                const counted = stats.groups.variant?.find((row) => row.value === variant.name);
                return (
                  <tr key={variant.name} role="row" className={test?.winner === variant.name ? 'winner' : undefined}>
                    <th scope="row" role="rowheader">
                      {variant.name} {test?.winner === variant.name ? <span className="tag good">{t('ab.winner')}</span> : null}
                      <div className="small quiet truncate ltr">{(variant.url ?? variant.fallbackUrl ?? variant.deepLinkPath ?? link.url).replace(/^https?:\/\//, '')}</div>
                    </th>
                    <td role="cell" data-label={t('ab.share')}>{rate.format(variant.weight / weights)}</td>
                    <td role="cell" data-label={t('stats.clicks')}>{number(tested?.clicks ?? counted?.clicks ?? 0)}</td>
                    <td role="cell" data-label={t('stats.visitors')}>{number(counted?.uniqueVisitors ?? 0)}</td>
                    <td role="cell" data-label={t('ab.converted')}>{number(tested?.converted ?? 0)}</td>
                    <td role="cell" data-label={t('ab.rate')}>{rate.format(tested?.rate ?? 0)}</td>
                    <td role="cell" data-label={t('ab.chance')}>{typeof tested?.pValue !== 'number' ? '–' : tested.pValue < SmallestChance ? `< ${chance.format(SmallestChance)}` : chance.format(tested.pValue)}</td>
                    {canChange ? (
                      <td role="cell">
                        <button className={test?.winner === variant.name ? 'button primary' : 'button'} onClick={() => setChosen(variant.name)}>
                          {t('ab.apply')}
                          <span className="visually-hidden"> {variant.name}</span>
                        </button>
                      </td>
                    ) : null}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        <p className="small quiet">{t('ab.chanceMore')}</p>
      </section>
      {chosen !== undefined ? (
        <Dialog
          title={t('ab.applyTitle', { name: chosen })}
          onClose={() => setChosen(undefined)}
          actions={<Answers action={t('ab.apply')} onClose={() => setChosen(undefined)} onYes={() => void apply(chosen)} />}
        >
          <p>{t('ab.applyMore')}</p>
          {test?.verdict !== 'significant' ? <p className="notice warn">{t('ab.applyEarly')}</p> : null}
        </Dialog>
      ) : null}
    </>
  );
}

/** From when the test ran, or ever. */
function rangeOf(link: Link): { period: 'all' } | { from: string; to: string } {
  return link.variantsFrom && new Date(link.variantsFrom) < new Date() ? { from: link.variantsFrom, to: link.variantsUntil && new Date(link.variantsUntil) < new Date() ? link.variantsUntil : new Date().toISOString() } : { period: 'all' };
}
