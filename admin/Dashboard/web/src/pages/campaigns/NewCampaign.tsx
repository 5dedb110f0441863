import { useState, type FormEvent } from 'react';
import { createCampaign, type Audience, type Campaign } from '../../api/campaigns';
import { listInboxes, type InboxItem } from '../../api/desk';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Dialog } from '../../ui/Dialog';
import { Field, Select } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { Failed, Loading } from '../../ui/States';
import { TextArea } from '../../ui/TextArea';
import { useAct } from '../settings/useAct';

const UsualPace = 300;

interface Props {
  audiences: readonly Audience[];
  chosen?: number;
  onClose(): void;
  onMade(campaign: Campaign): void;
}

/** A draft: what is sent to whom, through which inbox, how fast, and when not. */
export function NewCampaign(props: Props) {
  const { t } = useText();
  const inboxes = useAsync((signal) => listInboxes(signal), []);
  return (
    <Dialog title={t('campaign.new')} onClose={props.onClose}>
      {inboxes.data ? <Form {...props} inboxes={inboxes.data} /> : inboxes.problem ? <Failed problem={inboxes.problem} onRetry={inboxes.reload} /> : <Loading lines={5} />}
    </Dialog>
  );
}

function Form({ audiences, chosen, inboxes, onClose, onMade }: Props & { inboxes: readonly InboxItem[] }) {
  const { t, number } = useText();
  const { act, isBusy, problem } = useAct();
  const [title, setTitle] = useState('');
  const [audience, setAudience] = useState(String(chosen ?? audiences[0]?.id ?? ''));
  const [inbox, setInbox] = useState(String((inboxes.find((each) => each.channel_type === 'Channel::Whatsapp') ?? inboxes[0])?.id ?? ''));
  const [template, setTemplate] = useState('');
  const [language, setLanguage] = useState('');
  const [values, setValues] = useState('');
  const [message, setMessage] = useState('');
  const [from, setFrom] = useState('21:00');
  const [to, setTo] = useState('08:00');
  const [isQuiet, setIsQuiet] = useState(true);
  const [pace, setPace] = useState(String(UsualPace));
  const [at, setAt] = useState('');
  const isWhatsApp = inboxes.find((each) => String(each.id) === inbox)?.channel_type === 'Channel::Whatsapp';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lines = values.split('\n').map((line) => line.trim()).filter((line) => line.length > 0);
    const made = await act(() =>
      createCampaign({
        title,
        audience_id: Number(audience),
        inbox_id: Number(inbox),
        message: message || undefined,
        template_params: isWhatsApp && template ? { name: template, language, ...(lines.length > 0 ? { processed_params: Object.fromEntries(lines.map((line, index) => [String(index + 1), line])) } : {}) } : undefined,
        quiet_hours: isQuiet ? { from, to } : undefined,
        messages_per_minute: Number(pace),
        scheduled_at: at ? new Date(at).toISOString() : undefined,
      }),
    );
    if (made) onMade(made.answer);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <Refusal problem={problem} />
      <Field name="title" label={t('campaign.title')} hint={t('campaign.titleMore')} value={title} onChange={(event) => setTitle(event.target.value)} maxLength={255} required />
      <Select name="audience" label={t('audience.single')} value={audience} onChange={(event) => setAudience(event.target.value)} required>
        {audiences.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name} ({number(each.contacts_count)})
          </option>
        ))}
      </Select>
      <Select name="inbox" label={t('campaign.inbox')} value={inbox} onChange={(event) => setInbox(event.target.value)} required>
        {inboxes.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </Select>
      {isWhatsApp ? (
        <>
          <Field name="template" label={t('campaign.template')} hint={t('campaign.templateMore')} dir="ltr" value={template} onChange={(event) => setTemplate(event.target.value)} />
          {template ? (
            <>
              <Field name="language" label={t('campaign.language')} dir="ltr" placeholder="en" value={language} onChange={(event) => setLanguage(event.target.value)} required />
              <TextArea name="values" label={t('campaign.values')} hint={t('campaign.valuesMore')} value={values} onChange={(event) => setValues(event.target.value)} />
            </>
          ) : null}
        </>
      ) : null}
      <TextArea
        name="message"
        label={t('campaign.message')}
        hint={t(isWhatsApp && template ? 'campaign.messageBeside' : 'campaign.messageMore')}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
        required={!(isWhatsApp && template)}
      />
      <label className="check">
        <input name="quiet" type="checkbox" checked={isQuiet} onChange={(event) => setIsQuiet(event.target.checked)} />
        {t('campaign.quiet')}
      </label>
      {isQuiet ? (
        <div className="campaign-hours">
          <Field name="from" label={t('campaign.quietFrom')} type="time" value={from} onChange={(event) => setFrom(event.target.value)} required />
          <Field name="to" label={t('campaign.quietTo')} type="time" value={to} onChange={(event) => setTo(event.target.value)} required />
        </div>
      ) : null}
      <Field name="pace" label={t('campaign.pace')} type="number" min={1} max={6000} value={pace} onChange={(event) => setPace(event.target.value)} required />
      <Field name="at" label={t('campaign.at')} hint={t('campaign.atMore')} type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('action.cancel')}
        </button>
        <button className="button primary" disabled={isBusy}>
          {t('campaign.create')}
        </button>
      </div>
    </form>
  );
}
