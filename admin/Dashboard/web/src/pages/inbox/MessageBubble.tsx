import { memo } from 'react';
import { MessageType, retryMessage, type Message } from '../../api/messages';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { useToast } from '../../ui/Toasts';
import { Attachments } from './Attachments';
import { Items } from './Items';
import { RichText } from './RichText';

interface Props {
  message: Message;
  /** Of those that stand together: it tells whose they are. */
  isFirst: boolean;
  /** Whether the contact has looked since. */
  isSeen: boolean;
  onChange(message: Message): void;
}

export const MessageBubble = memo(function MessageBubble({ message, isFirst, isSeen, onChange }: Props) {
  const { t, date } = useText();
  const say = useToast();
  const isOwn = message.message_type !== MessageType.Incoming;
  const isDeleted = message.content_attributes.deleted === true;
  const at = new Date(message.created_at * 1000);
  const status = message.private || !isOwn ? undefined : message.status !== 'failed' && isSeen ? 'read' : message.status;
  const retry = () => retryMessage(message.conversation_id, message.id).then(onChange, (failure: unknown) => say(asProblem(failure).message));
  return (
    <li className={`message${isOwn ? ' own' : ''}${message.private ? ' private' : ''}${isFirst ? ' first' : ''}`} data-id={message.id}>
      {isFirst || message.private ? (
        <p className="message-from small">
          {message.private ? (
            <span className="tag warn">
              <Icon name="lock" />
              {t('inbox.note')}
            </span>
          ) : message.message_type === MessageType.Template ? (
            <span className="tag">{t('inbox.automatic')}</span>
          ) : null}
          {isFirst ? <strong>{message.sender?.name ?? ''}</strong> : null}
        </p>
      ) : null}
      <div className="bubble">
        {isDeleted ? <em className="quiet">{t('inbox.deleted')}</em> : message.content ? <RichText text={message.content} /> : null}
        <Items message={message} />
        {message.attachments ? <Attachments attachments={message.attachments} /> : null}
      </div>
      <p className="message-meta small quiet">
        <time dateTime={at.toISOString()} title={date(at, { dateStyle: 'full', timeStyle: 'medium' })}>
          {date(at, { timeStyle: 'short' })}
        </time>
        {status ? (
          <span className={`delivery ${status}`} title={t(`inbox.delivery.${status}`)}>
            <Icon name={status === 'failed' ? 'warning' : status === 'sent' ? 'check' : 'checks'} />
            <span className="visually-hidden">{t(`inbox.delivery.${status}`)}</span>
          </span>
        ) : null}
      </p>
      {message.status === 'failed' && isOwn ? (
        <p className="small failure" role="alert">
          {message.content_attributes.external_error ?? t('inbox.delivery.failed')}{' '}
          <button className="button plain link" onClick={() => void retry()}>
            {t('action.retry')}
          </button>
        </p>
      ) : null}
    </li>
  );
});
