import { useEffect, useState } from 'react';
import { changeWebhook, listDeliveries, listWebhooks, redeliver, removeWebhook, testWebhook, type Delivery, type DeliveryPage, type Webhook } from '../../api/webhooks';
import { A, useRouter } from '../../app/router';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Confirm } from '../../ui/Confirm';
import { Icon } from '../../ui/Icon';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { Empty, Failed, Loading } from '../../ui/States';
import { DeliveryDetail } from './DeliveryDetail';
import { useAct } from './useAct';
import { pathOf, WebhookForm } from './Webhooks';

const states = ['', 'pending', 'delivered', 'failed'] as const;

/** While something is under way it is looked at again. */
const LookAgain = 2_000;

/** One webhook: what it is told, what it answered, and telling it again. */
export function WebhookPage({ id }: { id: string }) {
  const { t } = useText();
  const asked = useAsync((signal) => listWebhooks(signal), []);
  const webhook = asked.data?.find((each) => pathOf(each).endsWith(`/${id}`));
  return (
    <>
      <A className="back" to="/settings/developer">
        <Icon name="back" turns />
        {t('settings.developer')}
      </A>
      {webhook ? (
        <Shown webhook={webhook} onChange={asked.reload} />
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : asked.data ? (
        <Empty icon="search" title={t('webhooks.gone')} />
      ) : (
        <Loading lines={5} />
      )}
    </>
  );
}

function Shown({ webhook, onChange }: { webhook: Webhook; onChange(): void }) {
  const { t } = useText();
  const { go } = useRouter();
  const { act, isBusy, problem } = useAct();
  const [asks, setAsks] = useState<'edit' | 'delete'>();
  const [round, setRound] = useState(0);
  const look = () => setRound((before) => before + 1);
  const pause = async () => {
    if (await act(() => changeWebhook(webhook, { isPaused: !webhook.isPaused }), t('saved'))) onChange();
  };
  const test = async () => {
    if (await act(() => testWebhook(webhook), t('webhooks.testSent'))) look();
  };
  return (
    <>
      <section className="card form">
        <div className="row spread">
          <h2 className="ltr break">{webhook.url}</h2>
          <div className="row">
            <button className="button" disabled={isBusy} onClick={() => void test()} data-action="test">
              <Icon name="send" turns />
              {t('webhooks.test')}
            </button>
            <button className="button" disabled={isBusy} onClick={() => void pause()} data-action="pause">
              {t(webhook.isPaused ? 'webhooks.resume' : 'webhooks.pause')}
            </button>
            <button className="button" onClick={() => setAsks('edit')}>
              {t('action.edit')}
            </button>
            <button className="button danger" onClick={() => setAsks('delete')}>
              {t('action.delete')}
            </button>
          </div>
        </div>
        <Refusal problem={problem} />
        {webhook.isPaused ? <p className="notice warn">{t('webhooks.pausedMore')}</p> : null}
        <div className="row tags">
          <span className="tag">{t(`webhooks.${webhook.api}`)}</span>
          {webhook.events.map((event) => (
            <span key={event} className="tag ltr">
              {event}
            </span>
          ))}
        </div>
        {webhook.secret ? <Secret label={t('webhooks.secret')} value={webhook.secret} hint={t('webhooks.secretHint')} /> : <p className="quiet small">{t('webhooks.secretOnce')}</p>}
      </section>
      <Deliveries webhook={webhook} round={round} onLook={look} />
      {asks === 'edit' ? <WebhookForm of={webhook} onClose={() => setAsks(undefined)} onDone={() => (setAsks(undefined), onChange())} /> : null}
      {asks === 'delete' ? (
        <Confirm
          title={t('webhooks.deleteTitle')}
          more={t('webhooks.deleteMore')}
          action={t('action.delete')}
          onClose={() => setAsks(undefined)}
          onYes={async () => {
            await removeWebhook(webhook);
            go('/settings/developer');
          }}
        />
      ) : null}
    </>
  );
}

function Deliveries({ webhook, round, onLook }: { webhook: Webhook; round: number; onLook(): void }) {
  const { t, date } = useText();
  const [status, setStatus] = useState('');
  const asked = useAsync((signal) => listDeliveries(webhook, status, null, signal), [webhook.api, webhook.id, status, round]);
  const { act, isBusy, problem } = useAct();
  const [older, setOlder] = useState<DeliveryPage>();
  const [open, setOpen] = useState<string>();
  const page = asked.data;
  const deliveries = [...(page?.deliveries ?? []), ...(older?.deliveries ?? [])];
  const next = older ? older.next : page?.next;
  const isUnderWay = !webhook.isPaused && page?.deliveries.some((each) => each.status === 'pending');
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setTimeout(() => document.visibilityState === 'visible' && onLook(), LookAgain);
    return () => clearTimeout(timer);
  }, [isUnderWay, round, page]);
  const again = async (delivery: Delivery) => {
    if (await act(() => redeliver(webhook, delivery.id), t('deliveries.again'))) onLook();
  };
  const more = async () => {
    const found = await act(() => listDeliveries(webhook, status, next!));
    if (found) setOlder((before) => ({ deliveries: [...(before?.deliveries ?? []), ...found.answer.deliveries], next: found.answer.next }));
  };
  return (
    <section className="card" data-part="deliveries">
      <div className="row spread">
        <h2>{t('webhooks.deliveries')}</h2>
        <div className="row">
          <select
            className="input fit"
            aria-label={t('deliveries.status')}
            value={status}
            onChange={(event) => {
              setStatus(event.target.value);
              setOlder(undefined);
            }}
          >
            {states.map((each) => (
              <option key={each} value={each}>
                {t(each === '' ? 'deliveries.all' : `deliveries.${each}`)}
              </option>
            ))}
          </select>
          <button className="button icon plain" title={t('deliveries.look')} aria-label={t('deliveries.look')} onClick={onLook}>
            <Icon name="reopen" />
          </button>
        </div>
      </div>
      <Refusal problem={problem} />
      {page && deliveries.length === 0 ? (
        <Empty icon="send" title={t('deliveries.none')}>
          {t('deliveries.noneMore')}
        </Empty>
      ) : page ? (
        <>
          <ul className="list deliveries">
            {deliveries.map((delivery) => (
              <li key={delivery.id}>
                <div>
                  <button className="button plain delivery-open" aria-expanded={open === delivery.id} onClick={() => setOpen(open === delivery.id ? undefined : delivery.id)}>
                    <Icon name={open === delivery.id ? 'up' : 'down'} />
                    <code className="ltr">{delivery.event}</code>
                  </button>
                  <span className={`tag ${delivery.status === 'delivered' ? 'good' : delivery.status === 'failed' ? 'bad' : 'warn'}`}>{t(`deliveries.${delivery.status}`)}</span>
                  <div className="quiet small">
                    {date(delivery.createdAt, { dateStyle: 'medium', timeStyle: 'medium' })} · <Last delivery={delivery} />
                  </div>
                </div>
                {delivery.status === 'pending' ? null : (
                  <button className="button" disabled={isBusy} onClick={() => void again(delivery)} aria-label={t('deliveries.redeliverOf', { event: delivery.event })} data-action="redeliver">
                    {t('deliveries.redeliver')}
                  </button>
                )}
                {open === delivery.id ? <DeliveryDetail webhook={webhook} id={delivery.id} round={round} /> : null}
              </li>
            ))}
          </ul>
          {next ? (
            <button className="button" disabled={isBusy} onClick={() => void more()}>
              {t('deliveries.more')}
            </button>
          ) : null}
        </>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
    </section>
  );
}

function Last({ delivery }: { delivery: Delivery }) {
  const { t, count, number } = useText();
  const last = delivery.attempts.at(-1);
  if (!last) return t('deliveries.waiting');
  return (
    <>
      {last.status ? <span className="ltr">HTTP {last.status}</span> : t('deliveries.noAnswer')} · {count('deliveries.attempts', delivery.attempts.length)} · {t('deliveries.latency', { ms: number(last.latencyMs) })}
    </>
  );
}
