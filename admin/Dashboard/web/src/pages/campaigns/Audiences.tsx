import { useState } from 'react';
import { deleteAudience, refreshAudience, type Audience } from '../../api/campaigns';
import { A } from '../../app/router';
import type { Asked } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Confirm } from '../../ui/Confirm';
import { Refusal } from '../../ui/Refusal';
import { Empty, Failed, Loading } from '../../ui/States';
import { useAct } from '../settings/useAct';
import { AudienceCounts } from './AudienceCounts';

/** The audiences of the account; they are made where statistics are looked at. */
export function Audiences({ asked }: { asked: Asked<Audience[]> }) {
  const { t, ago } = useText();
  const { act, isBusy, problem } = useAct();
  const [goes, setGoes] = useState<Audience>();
  const refresh = async (audience: Audience) => {
    const done = await act(() => refreshAudience(audience.id), t('audience.refreshed'));
    if (done && asked.data) asked.set(asked.data.map((each) => (each.id === audience.id ? done.answer : each)));
  };
  return (
    <section className="card" aria-label={t('audience.all')}>
      <h2>{t('audience.all')}</h2>
      <Refusal problem={problem} />
      {asked.data?.length === 0 ? (
        <Empty
          icon="person"
          title={t('audience.none')}
          action={
            <A className="button" to="/analytics">
              {t('audience.toStats')}
            </A>
          }
        >
          {t('audience.noneMore')}
        </Empty>
      ) : asked.data ? (
        <ul className="list">
          {asked.data.map((audience) => (
            <li key={audience.id}>
              <div>
                <strong>{audience.name}</strong>
                <AudienceCounts audience={audience} />
                <p className="quiet small">{t('audience.asked', { ago: ago(audience.refreshed_at) })}</p>
              </div>
              <div className="row">
                <button className="button" disabled={isBusy} aria-label={t('audience.refreshOf', { name: audience.name })} onClick={() => void refresh(audience)}>
                  {t('audience.refresh')}
                </button>
                <button className="button plain" aria-label={t('audience.deleteOf', { name: audience.name })} onClick={() => setGoes(audience)}>
                  {t('action.delete')}
                </button>
              </div>
            </li>
          ))}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
      {goes ? (
        <Confirm
          title={t('audience.deleteOf', { name: goes.name })}
          more={t('audience.deleteMore')}
          action={t('action.delete')}
          onYes={async () => {
            await deleteAudience(goes.id);
            asked.reload();
          }}
          onClose={() => setGoes(undefined)}
        />
      ) : null}
    </section>
  );
}
