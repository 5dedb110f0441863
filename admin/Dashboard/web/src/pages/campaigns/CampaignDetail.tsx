import { useEffect, useState } from 'react';
import { actOnCampaign, deleteCampaign, listRecipients, pageSize, readCampaign, type Campaign } from '../../api/campaigns';
import { A, useRouter } from '../../app/router';
import { useAsync } from '../../app/useAsync';
import { useTitle } from '../../app/useTitle';
import { useText } from '../../text/text';
import { Confirm } from '../../ui/Confirm';
import { Icon } from '../../ui/Icon';
import { Refusal } from '../../ui/Refusal';
import { Pager } from '../../ui/Pager';
import { Failed, Loading } from '../../ui/States';
import { useAct } from '../settings/useAct';
import { CampaignProgress } from './CampaignProgress';
import { StateTag } from './StateTag';

/** How often a campaign that runs is looked at again. */
const Look = 2_000;

export function CampaignDetail({ id }: { id: string }) {
  const { t } = useText();
  const asked = useAsync((signal) => readCampaign(id, signal), [id]);
  const campaign = asked.data;
  useTitle(campaign ? `${campaign.title} · ${t('nav.campaigns')}` : t('nav.campaigns'));
  const moves = campaign?.state === 'running' || campaign?.state === 'scheduled';
  useEffect(() => {
    if (!moves) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && asked.reload(), Look);
    return () => clearInterval(timer);
  }, [moves, asked.reload]);
  return (
    <>
      <A to="/campaigns" className="back">
        <Icon name="back" turns />
        {t('nav.campaigns')}
      </A>
      {campaign ? <Shown campaign={campaign} onChanged={asked.set} /> : asked.problem ? <Failed problem={asked.problem} onRetry={asked.reload} /> : <Loading lines={5} />}
    </>
  );
}

function Shown({ campaign, onChanged }: { campaign: Campaign; onChanged(campaign: Campaign): void }) {
  const { t, date, number } = useText();
  const { go } = useRouter();
  const { act, isBusy, problem } = useAct();
  const [asks, setAsks] = useState<'start' | 'cancel' | 'delete'>();
  const { state } = campaign;
  const run = async (action: 'pause' | 'resume') => {
    const done = await act(() => actOnCampaign(campaign.id, action));
    if (done) onChanged(done.answer);
  };
  const time = (at: string) => date(at, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{campaign.title}</h1>
          <div className="row tags" role="status">
            <StateTag state={state} />
            {campaign.pause_reason ? <span className="small">{t(`campaign.pause.${campaign.pause_reason}`)}</span> : null}
          </div>
        </div>
        <div className="row">
          {state === 'draft' ? (
            <button className="button primary" onClick={() => setAsks('start')}>
              {t('campaign.start')}
            </button>
          ) : null}
          {state === 'running' || state === 'scheduled' ? (
            <button className="button" disabled={isBusy} onClick={() => void run('pause')}>
              {t('campaign.pause')}
            </button>
          ) : null}
          {state === 'paused' ? (
            <button className="button primary" disabled={isBusy} onClick={() => void run('resume')}>
              {t('campaign.resume')}
            </button>
          ) : null}
          {state === 'completed' || state === 'cancelled' || state === 'draft' ? (
            <button className="button plain" onClick={() => setAsks('delete')}>
              {t('action.delete')}
            </button>
          ) : (
            <button className="button plain" onClick={() => setAsks('cancel')}>
              {t('campaign.cancel')}
            </button>
          )}
        </div>
      </div>
      <Refusal problem={problem} />
      {campaign.pause_detail ? <p className="notice warn">{campaign.pause_detail}</p> : null}
      <section className="card" aria-label={t('campaign.progress')}>
        <CampaignProgress campaign={campaign} />
        <dl className="campaign-facts small">
          <Fact name={t('campaign.name')} value={campaign.campaign} />
          {campaign.template_params?.name ? <Fact name={t('campaign.template')} value={campaign.template_params.name} /> : null}
          {campaign.message ? <Fact name={t('campaign.message')} value={campaign.message} /> : null}
          {campaign.quiet_hours ? <Fact name={t('campaign.quiet')} value={`${campaign.quiet_hours.from} – ${campaign.quiet_hours.to}`} /> : null}
          <Fact name={t('campaign.pace')} value={number(campaign.messages_per_minute)} />
          {campaign.scheduled_at ? <Fact name={t('campaign.at')} value={time(campaign.scheduled_at)} /> : null}
          {campaign.started_at ? <Fact name={t('campaign.startedAt')} value={time(campaign.started_at)} /> : null}
          {campaign.finished_at ? <Fact name={t('campaign.finishedAt')} value={time(campaign.finished_at)} /> : null}
        </dl>
      </section>
      {campaign.counts.total > 0 ? <Recipients campaign={campaign} /> : null}
      {asks === 'start' ? (
        <Confirm
          title={t('campaign.startTitle')}
          more={t('campaign.startMore')}
          action={t('campaign.start')}
          isDangerous={false}
          onYes={async () => onChanged(await actOnCampaign(campaign.id, 'start'))}
          onClose={() => setAsks(undefined)}
        />
      ) : null}
      {asks === 'cancel' ? (
        <Confirm
          title={t('campaign.cancelTitle')}
          more={t('campaign.cancelMore')}
          action={t('campaign.cancel')}
          onYes={async () => onChanged(await actOnCampaign(campaign.id, 'cancel'))}
          onClose={() => setAsks(undefined)}
        />
      ) : null}
      {asks === 'delete' ? (
        <Confirm
          title={t('campaign.deleteTitle')}
          more={t('campaign.deleteMore')}
          action={t('action.delete')}
          onYes={async () => {
            await deleteCampaign(campaign.id);
            go('/campaigns', { replace: true });
          }}
          onClose={() => setAsks(undefined)}
        />
      ) : null}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="quiet">{name}</dt>
      <dd className="break">{value}</dd>
    </div>
  );
}

function Recipients({ campaign }: { campaign: Campaign }) {
  const { t, date } = useText();
  const [state, setState] = useState('');
  const [page, setPage] = useState(1);
  const { total, waiting } = campaign.counts;
  const asked = useAsync((signal) => listRecipients(String(campaign.id), state, page, signal), [campaign.id, state, page, total, waiting]);
  const pages = asked.data ? Math.max(1, Math.ceil(asked.data.meta.count / pageSize)) : 1;
  return (
    <section className="card" aria-label={t('campaign.recipients')}>
      <div className="row spread">
        <h2>{t('campaign.recipients')}</h2>
        <select
          className="input fit"
          aria-label={t('campaign.recipientsBy')}
          value={state}
          onChange={(event) => {
            setState(event.target.value);
            setPage(1);
          }}
        >
          <option value="">{t('campaign.everybody')}</option>
          <option value="waiting">{t('campaign.count.waiting')}</option>
          <option value="sent">{t('campaign.writtenTo')}</option>
          <option value="skipped">{t('campaign.count.skipped')}</option>
        </select>
      </div>
      {asked.data ? (
        <ul className="list">
          {asked.data.payload.map((recipient, index) => (
            <li key={recipient.contact_id ?? `gone-${index}`}>
              <div>
                {recipient.conversation_id ? <A to={`/inbox/${recipient.conversation_id}`}>{recipient.name || t('campaign.nameless')}</A> : (recipient.name ?? t('campaign.skip.contact_gone'))}
                {recipient.detail ? <p className="quiet small break">{recipient.detail}</p> : null}
              </div>
              <span className="small quiet">
                {recipient.state === 'skipped' && recipient.reason
                  ? t(`campaign.skip.${recipient.reason}`)
                  : recipient.state === 'sent'
                    ? t(`campaign.count.${recipient.message_status ?? 'sent'}`)
                    : recipient.due_at && new Date(recipient.due_at) > new Date()
                      ? t('campaign.asleep', { at: date(recipient.due_at, { dateStyle: 'short', timeStyle: 'short' }) })
                      : t('campaign.count.waiting')}
              </span>
            </li>
          ))}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
      <Pager page={page} pages={pages} onGo={setPage} />
    </section>
  );
}
