import { useState, type FormEvent } from 'react';
import { changeInbox, listInboxMembers, listMembers, readInbox, removeInbox, setInboxMembers, type Inbox } from '../../api/settings';
import { A, useRouter } from '../../app/router';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Confirm } from '../../ui/Confirm';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { Failed, Loading } from '../../ui/States';
import { TextArea } from '../../ui/TextArea';
import { channelOf } from './Inboxes';
import { InboxHours } from './InboxHours';
import { useAct } from './useAct';

/** One inbox: how programs reach it, when it is open, and who works in it. */
export function InboxPage({ id }: { id: string }) {
  const { t } = useText();
  const asked = useAsync((signal) => readInbox(id, signal), [id]);
  return (
    <>
      <A className="back" to="/settings/inboxes">
        <Icon name="back" turns />
        {t('inboxes.title')}
      </A>
      {asked.data ? (
        <>
          <Basics key={asked.data.id} inbox={asked.data} onChange={asked.set} />
          <InboxHours inbox={asked.data} onChange={asked.set} />
          <InboxMembers id={asked.data.id} />
        </>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading lines={6} />
      )}
    </>
  );
}

function Basics({ inbox, onChange }: { inbox: Inbox; onChange(inbox: Inbox): void }) {
  const { t } = useText();
  const { go } = useRouter();
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState(inbox.name);
  const [webhook, setWebhook] = useState(inbox.webhook_url ?? '');
  const [greeting, setGreeting] = useState(inbox.greeting_message ?? '');
  const [isAsking, setIsAsking] = useState(false);
  const isApi = inbox.channel_type === 'Channel::Api';
  const identifier = inbox.inbox_identifier ?? inbox.website_token;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const changed = await act(
      () => changeInbox(inbox.id, { name, greeting_enabled: greeting.trim() !== '', greeting_message: greeting, ...(isApi ? { channel: { webhook_url: webhook } } : {}) }),
      t('saved'),
    );
    if (changed) onChange(changed.answer);
  };
  return (
    <section className="card">
      <div className="row spread">
        <h2>
          {inbox.name} <span className="tag">{channelOf(inbox.channel_type)}</span>
        </h2>
        <button className="button danger" onClick={() => setIsAsking(true)}>
          {t('action.delete')}
        </button>
      </div>
      <form className="form" onSubmit={(event) => void save(event)}>
        <Refusal problem={problem} />
        <Field label={t('inboxes.name')} value={name} onChange={(event) => setName(event.target.value)} required />
        {identifier ? <Secret label={t('inboxes.identifier')} hint={t('inboxes.identifierHint')} value={identifier} isShown /> : null}
        {inbox.callback_webhook_url ? <Secret label={t('inboxes.callback')} hint={t('inboxes.callbackHint')} value={inbox.callback_webhook_url} isShown /> : null}
        {inbox.hmac_token ? <Secret label={t('inboxes.hmac')} hint={t('inboxes.hmacHint')} value={inbox.hmac_token} /> : null}
        {isApi ? (
          <Field label={t('inboxes.webhook')} hint={t('inboxes.webhookHint')} type="url" dir="ltr" placeholder="https://" value={webhook} onChange={(event) => setWebhook(event.target.value)} />
        ) : null}
        {inbox.secret ? <Secret label={t('webhooks.secret')} hint={t('webhooks.secretHint')} value={inbox.secret} /> : null}
        <TextArea label={t('inboxes.greeting')} hint={t('inboxes.greetingHint')} value={greeting} onChange={(event) => setGreeting(event.target.value)} />
        <div className="form-actions">
          <button className="button primary" disabled={isBusy}>
            {t('action.save')}
          </button>
        </div>
      </form>
      {isAsking ? (
        <Confirm
          title={t('inboxes.deleteTitle', { name: inbox.name })}
          more={t('inboxes.deleteMore')}
          action={t('action.delete')}
          onClose={() => setIsAsking(false)}
          onYes={async () => {
            await removeInbox(inbox.id);
            go('/settings/inboxes');
          }}
        />
      ) : null}
    </section>
  );
}

function InboxMembers({ id }: { id: number }) {
  const { t } = useText();
  const asked = useAsync(async (signal) => {
    const [all, members] = await Promise.all([listMembers(signal), listInboxMembers(String(id), signal)]);
    return { all, members: members.map((member) => member.id) };
  }, [id]);
  const { act, isBusy, problem } = useAct();
  const toggle = async (userId: number, isIn: boolean) => {
    const { all, members } = asked.data!;
    const next = isIn ? [...members, userId] : members.filter((each) => each !== userId);
    if (await act(() => setInboxMembers(id, next), t('saved'))) asked.set({ all, members: next });
  };
  return (
    <section className="card" data-part="members">
      <h2>{t('inboxes.members')}</h2>
      <p className="quiet small">{t('inboxes.membersMore')}</p>
      <Refusal problem={problem} />
      {asked.data ? (
        <fieldset className="member-choices" disabled={isBusy}>
          <legend className="visually-hidden">{t('inboxes.members')}</legend>
          {asked.data.all.map((member) => (
            <label key={member.id} className="check">
              <input type="checkbox" checked={asked.data!.members.includes(member.id)} onChange={(event) => void toggle(member.id, event.target.checked)} />
              <span className="truncate">
                {member.name} <span className="quiet small ltr">{member.email}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
    </section>
  );
}
