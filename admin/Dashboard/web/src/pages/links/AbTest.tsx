import { useState } from 'react';
import { call, type Link, type LinkInput, type Stats } from '../../api/api';
import { A } from '../../app/router';
import { asProblem, useAsync } from '../../app/useAsync';
import '../../styles/stats.css';
import { useText } from '../../text/text';
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
          <table>
            <thead>
              <tr>
                <th scope="col">{t('ab.variant')}</th>
                <th scope="col">{t('ab.share')}</th>
                <th scope="col">{t('stats.clicks')}</th>
                <th scope="col">{t('stats.visitors')}</th>
                <th scope="col">{t('ab.converted')}</th>
                <th scope="col">{t('ab.rate')}</th>
                <th scope="col">{t('ab.chance')}</th>
                {canChange ? (
                  <th scope="col">
                    <span className="visually-hidden">{t('links.actions')}</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {link.variants.map((variant) => {
                const tested = test?.variants.find((each) => each.name === variant.name);
                const counted = stats.groups.variant?.find((row) => row.value === variant.name);
                return (
                  <tr key={variant.name} className={test?.winner === variant.name ? 'winner' : undefined}>
                    <th scope="row">
                      {variant.name} {test?.winner === variant.name ? <span className="tag good">{t('ab.winner')}</span> : null}
                      <div className="small quiet truncate ltr">{(variant.url ?? variant.fallbackUrl ?? variant.deepLinkPath ?? link.url).replace(/^https?:\/\//, '')}</div>
                    </th>
                    <td>{rate.format(variant.weight / weights)}</td>
                    <td>{number(tested?.clicks ?? counted?.clicks ?? 0)}</td>
                    <td>{number(counted?.uniqueVisitors ?? 0)}</td>
                    <td>{number(tested?.converted ?? 0)}</td>
                    <td>{rate.format(tested?.rate ?? 0)}</td>
                    <td>{typeof tested?.pValue !== 'number' ? '–' : tested.pValue < SmallestChance ? `< ${chance.format(SmallestChance)}` : chance.format(tested.pValue)}</td>
                    {canChange ? (
                      <td>
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
          actions={
            <>
              <button className="button" onClick={() => setChosen(undefined)}>
                {t('action.cancel')}
              </button>
              <button className="button primary" onClick={() => void apply(chosen)}>
                {t('ab.apply')}
              </button>
            </>
          }
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
