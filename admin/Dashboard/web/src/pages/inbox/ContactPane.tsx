import type { ReactNode } from 'react';
import { conversationsOf, readContact } from '../../api/contacts';
import { priorities, type Conversation, type Priority } from '../../api/conversations';
import type { Message } from '../../api/messages';
import { A } from '../../app/router';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Avatar } from '../../ui/Avatar';
import { CopyButton } from '../../ui/CopyButton';
import { Select } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Failed, Loading } from '../../ui/States';
import { useDesk, useHearing } from './desk';
import { LabelChoice } from './LabelChoice';
import { Notes } from './Notes';
import { SentLinks } from './SentLinks';
import { shortTime } from './times';
import type { Actions } from './useActions';

interface Props {
  conversation: Conversation;
  messages: Message[];
  actions: Actions;
  address(id?: number): string;
  onClose(): void;
}

export function ContactPane({ conversation, messages, actions, address, onClose }: Props) {
  const { t } = useText();
  const { agents, teams } = useDesk();
  const { assignee, team, sender } = conversation.meta;
  return (
    <aside className="details" aria-label={t('inbox.details')}>
      <header className="row spread nowrap">
        <h2>{t('inbox.details')}</h2>
        <button className="button icon plain" onClick={onClose} aria-label={t('action.close')}>
          <Icon name="close" />
        </button>
      </header>
      {sender ? <About id={sender.id} /> : null}
      <Part title={t('inbox.conversation')}>
        <Select label={t('inbox.assignee')} value={assignee?.id ?? ''} onChange={(event) => actions.assignTo(Number(event.target.value) || null)}>
          <option value="">{t('inbox.unassigned')}</option>
          {agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </Select>
        <Select label={t('inbox.team')} value={team?.id ?? ''} onChange={(event) => actions.toTeam(Number(event.target.value) || null)}>
          <option value="">{t('inbox.noTeam')}</option>
          {teams.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </Select>
        <Select label={t('inbox.priority')} value={conversation.priority ?? ''} onChange={(event) => actions.prioritize((event.target.value || null) as Priority | null)}>
          <option value="">{t('inbox.priority.none')}</option>
          {priorities.map((priority) => (
            <option key={priority} value={priority}>
              {t(`inbox.priority.${priority}`)}
            </option>
          ))}
        </Select>
        <LabelChoice labels={conversation.labels} onChange={actions.label} />
      </Part>
      <SentLinks messages={messages} />
      {sender ? <Notes contactId={sender.id} /> : null}
      {sender ? <Earlier contactId={sender.id} current={conversation.id} address={address} /> : null}
    </aside>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="details-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function About({ id }: { id: number }) {
  const { t, date } = useText();
  const { onlineContacts } = useDesk();
  const asked = useAsync((signal) => readContact(id, signal), [id]);
  useHearing((heard) => heard.event === 'contact.updated' && heard.data.id === id && asked.reload());
  if (asked.problem && !asked.data) return <Failed problem={asked.problem} onRetry={asked.reload} />;
  if (!asked.data) return <Loading lines={4} />;
  const contact = asked.data;
  const attributes = Object.entries({ ...contact.additional_attributes, ...contact.custom_attributes }).filter(([, value]) => value !== null && value !== '' && typeof value !== 'object');
  return (
    <section className="details-part">
      <div className="row nowrap">
        <Avatar name={contact.name} picture={contact.thumbnail} isOnline={onlineContacts.has(id)} />
        <div className="grow">
          <strong className="truncate block" dir="auto">{contact.name}</strong>
          <span className="quiet small">{onlineContacts.has(id) ? t('inbox.online') : t('inbox.offline')}</span>
        </div>
      </div>
      <dl className="contact-facts">
        <Fact name={t('inbox.email')} value={contact.email} />
        <Fact name={t('inbox.phone')} value={contact.phone_number} />
        <Fact name={t('inbox.identifier')} value={contact.identifier} />
        {contact.created_at ? <Fact name={t('inbox.since')} value={date(new Date(contact.created_at * 1000))} isPlain /> : null}
        {attributes.map(([name, value]) => (
          <Fact key={name} name={name.replaceAll('_', ' ')} value={String(value)} isPlain />
        ))}
      </dl>
    </section>
  );
}

function Fact({ name, value, isPlain }: { name: string; value: string | null; isPlain?: boolean }) {
  const { t } = useText();
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className={isPlain ? 'truncate' : 'truncate ltr'} title={value}>
          {value}
        </span>
        {isPlain ? null : <CopyButton text={value} label={t('inbox.copy', { name })} />}
      </dd>
    </div>
  );
}

function Earlier({ contactId, current, address }: { contactId: number; current: number; address(id?: number): string }) {
  const { t, tag } = useText();
  const asked = useAsync((signal) => conversationsOf(contactId, signal), [contactId, current]);
  const others = asked.data?.filter(({ id }) => id !== current) ?? [];
  if (asked.data && others.length === 0) return null;
  return (
    <Part title={t('inbox.earlier')}>
      {asked.problem && !asked.data ? <Failed problem={asked.problem} onRetry={asked.reload} /> : null}
      <ul className="earlier">
        {others.map((each) => (
          <li key={each.id}>
            <A to={address(each.id)}>
              <span className="truncate" dir="auto">{(each.last_non_activity_message ?? each.messages.at(-1))?.content || `#${each.id}`}</span>
              <span className="quiet small">
                {t(`inbox.status.${each.status}`)} · {shortTime(each.last_activity_at, tag)}
              </span>
            </A>
          </li>
        ))}
      </ul>
    </Part>
  );
}
