import { useState, type FormEvent } from 'react';
import { changeWebhook, createWebhook, eventsOf, listWebhooks, type Webhook, type WebhookApi } from '../../api/webhooks';
import { A } from '../../app/router';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Choices } from '../../ui/Choices';
import { Dialog } from '../../ui/Dialog';
import { Field, Select } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { ListCard } from './ListCard';
import { useAct } from './useAct';

/** Where a webhook's page is. */
export const pathOf = (webhook: Webhook) => `/settings/webhooks/${webhook.api === 'onsync' ? webhook.id : `application_${webhook.id}`}`;

export function Webhooks() {
  const { t, number } = useText();
  const asked = useAsync((signal) => listWebhooks(signal), []);
  const [asks, setAsks] = useState<'new' | Webhook>();
  return (
    <>
      <ListCard
        part="webhooks"
        title={t('webhooks.title')}
        add={{ label: t('webhooks.new'), onClick: () => setAsks('new') }}
        asked={asked}
        none={{ icon: 'external', title: t('webhooks.none'), more: t('webhooks.noneMore') }}
        keyOf={(webhook) => webhook.api + webhook.id}
      >
        {(webhook) => (
          <>
            <div>
              <A to={pathOf(webhook)} className="truncate ltr webhook-url">
                {webhook.url}
              </A>
              <div className="row tags">
                <span className="tag">{t(`webhooks.${webhook.api}`)}</span>
                {webhook.isPaused ? <span className="tag warn">{t('webhooks.paused')}</span> : null}
                {webhook.events.slice(0, 3).map((event) => (
                  <span key={event} className="tag ltr">
                    {event}
                  </span>
                ))}
                {webhook.events.length > 3 ? <span className="quiet small">+{number(webhook.events.length - 3)}</span> : null}
              </div>
            </div>
            <A className="button" to={pathOf(webhook)} aria-label={t('webhooks.deliveriesOf', { url: webhook.url })}>
              {t('webhooks.deliveries')}
            </A>
          </>
        )}
      </ListCard>
      {asks === 'new' ? <WebhookForm onClose={() => setAsks(undefined)} onDone={(made) => (setAsks(made), asked.reload())} /> : null}
      {asks && asks !== 'new' ? (
        <Dialog
          title={t('webhooks.secretTitle')}
          onClose={() => setAsks(undefined)}
          actions={
            <button className="button primary" onClick={() => setAsks(undefined)}>
              {t('keys.secretDone')}
            </button>
          }
        >
          <p>{t('webhooks.secretMore')}</p>
          <Secret label={t('webhooks.secret')} value={asks.secret ?? ''} isShown />
        </Dialog>
      ) : null}
    </>
  );
}

export function WebhookForm({ of, onClose, onDone }: { of?: Webhook; onClose(): void; onDone(webhook: Webhook): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [api, setApi] = useState<WebhookApi>(of?.api ?? 'onsync');
  const [url, setUrl] = useState(of?.url ?? '');
  const [events, setEvents] = useState<string[]>(of?.events ?? eventsOf.onsync);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act(() => (of ? changeWebhook(of, { url, events }) : createWebhook(api, { url, events })));
    if (done) onDone(done.answer);
  };
  // Events that the page does not know of stay as they are.
  const options = [...new Set([...eventsOf[api], ...(of?.events ?? [])])];
  return (
    <Dialog title={of ? t('webhooks.edit') : t('webhooks.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <Refusal problem={problem?.errors.url || problem?.errors.events ? undefined : problem} />
        <Field label={t('webhooks.url')} type="url" dir="ltr" placeholder="https://" value={url} onChange={(event) => setUrl(event.target.value)} errors={problem?.errors.url} required />
        {of ? null : (
          <Select
            label={t('webhooks.api')}
            hint={t(`webhooks.${api}More`)}
            value={api}
            onChange={(event) => {
              const next = event.target.value as WebhookApi;
              setApi(next);
              setEvents(eventsOf[next]);
            }}
          >
            <option value="onsync">{t('webhooks.onsync')}</option>
            <option value="application">{t('webhooks.application')}</option>
          </Select>
        )}
        <Choices label={t('webhooks.events')} options={options} values={events} nameOf={(name) => name} onChange={setEvents} errors={problem?.errors.events} />
        <div className="dialog-actions">
          <Answers action={of ? t('action.save') : t('webhooks.create')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
