import { useState, type FormEvent } from 'react';
import { createInbox, listInboxes } from '../../api/settings';
import { A, useRouter } from '../../app/router';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { Field, Select } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { ListCard } from './ListCard';
import { useAct } from './useAct';

/** What the page calls the channels that the Application API names. */
export const channelOf = (type: string): string => ({ 'Channel::Api': 'API', 'Channel::WebWidget': 'Live chat', 'Channel::FacebookPage': 'Facebook', 'Channel::Whatsapp': 'WhatsApp' })[type] ?? type.replace('Channel::', '');

export function Inboxes() {
  const { t } = useText();
  const { go } = useRouter();
  const asked = useAsync((signal) => listInboxes(signal), []);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <ListCard
        part="inboxes"
        title={t('inboxes.title')}
        add={{ label: t('inboxes.new'), onClick: () => setIsAdding(true) }}
        asked={asked}
        none={{ icon: 'chat', title: t('inboxes.none'), more: t('inboxes.noneMore') }}
        keyOf={(inbox) => inbox.id}
      >
        {(inbox) => (
          <>
            <div>
              <A to={`/settings/inboxes/${inbox.id}`}>{inbox.name}</A>
              <div className="row tags">
                <span className="tag">{channelOf(inbox.channel_type)}</span>
                {inbox.working_hours_enabled ? <span className="tag">{t('inboxes.hasHours')}</span> : null}
              </div>
            </div>
            <A className="button" to={`/settings/inboxes/${inbox.id}`} aria-label={t('inboxes.openOf', { name: inbox.name })}>
              {t('inboxes.open')}
            </A>
          </>
        )}
      </ListCard>
      {isAdding ? <NewInbox onClose={() => setIsAdding(false)} onMade={(id) => go(`/settings/inboxes/${id}`)} /> : null}
    </>
  );
}

function NewInbox({ onClose, onMade }: { onClose(): void; onMade(id: number): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [type, setType] = useState('api');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const channel = type === 'api' ? { type, webhook_url: address } : { type, website_url: address };
    const made = await act(() => createInbox({ name, channel }));
    if (made) onMade(made.answer.id);
  };
  return (
    <Dialog title={t('inboxes.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Refusal problem={problem} />
        <Select label={t('inboxes.kind')} hint={t(type === 'api' ? 'inboxes.apiMore' : 'inboxes.widgetMore')} value={type} onChange={(event) => setType(event.target.value)}>
          <option value="api">{t('inboxes.api')}</option>
          <option value="web_widget">{t('inboxes.widget')}</option>
        </Select>
        <Field label={t('inboxes.name')} value={name} onChange={(event) => setName(event.target.value)} required />
        <Field
          label={t(type === 'api' ? 'inboxes.webhookOptional' : 'inboxes.website')}
          type="url"
          dir="ltr"
          placeholder="https://"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          required={type !== 'api'}
        />
        <p className="quiet small">{t('inboxes.others')}</p>
        <div className="dialog-actions">
          <Answers action={t('inboxes.create')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
