import { memo } from 'react';
import type { Conversation } from '../../api/conversations';
import { MessageType } from '../../api/messages';
import { A } from '../../app/router';
import { useText } from '../../text/text';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { useDesk } from './desk';
import { shortTime } from './times';

export const ConversationRow = memo(function ConversationRow({ conversation, isChosen, to }: { conversation: Conversation; isChosen: boolean; to: string }) {
  const { t, count, date, tag } = useText();
  const { inboxes, labels, onlineContacts } = useDesk();
  const { sender, assignee } = conversation.meta;
  const last = conversation.last_non_activity_message ?? conversation.messages.at(-1);
  const isUnread = conversation.unread_count > 0;
  return (
    <li>
      <A to={to} className={`conversation${isUnread ? ' unread' : ''}`} aria-current={isChosen ? 'true' : undefined}>
        <Avatar name={sender?.name ?? ''} picture={sender?.thumbnail} isOnline={sender ? onlineContacts.has(sender.id) || sender.availability_status === 'online' : false} />
        <span className="conversation-text">
          <span className="conversation-line">
            <strong className="truncate" dir="auto">{sender?.name || t('inbox.nobody')}</strong>
            <time className="quiet small" dateTime={new Date(conversation.last_activity_at * 1000).toISOString()} title={date(new Date(conversation.last_activity_at * 1000), { dateStyle: 'medium', timeStyle: 'short' })}>
              {shortTime(conversation.last_activity_at, tag)}
            </time>
          </span>
          <span className="conversation-line">
            <span className="truncate preview" dir="auto">
              {last?.private ? <Icon name="lock" /> : last && last.message_type !== MessageType.Incoming ? <Icon name="reply" turns /> : null}
              {last?.content || (last?.attachments?.length ? t('inbox.attachment') : t('inbox.noText'))}
            </span>
            {isUnread ? (
              <span className="badge">
                <span aria-hidden="true">{conversation.unread_count > 9 ? '9+' : conversation.unread_count}</span>
                <span className="visually-hidden">{count('inbox.unread', conversation.unread_count)}</span>
              </span>
            ) : null}
          </span>
          <span className="conversation-line meta">
            {conversation.priority === 'urgent' || conversation.priority === 'high' ? <span className={conversation.priority === 'urgent' ? 'tag bad' : 'tag warn'}>{t(`inbox.priority.${conversation.priority}`)}</span> : null}
            <span className="quiet truncate" dir="auto">{inboxes.find(({ id }) => id === conversation.inbox_id)?.name}</span>
            {conversation.labels.slice(0, 2).map((title) => (
              <span key={title} className="tag">
                <span className="label-dot" style={{ background: labels.find((label) => label.title === title)?.color }} />
                {title}
              </span>
            ))}
            {assignee ? <span className="quiet truncate end">{assignee.name}</span> : null}
          </span>
        </span>
      </A>
    </li>
  );
});
