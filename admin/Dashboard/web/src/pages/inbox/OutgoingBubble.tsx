import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { outbox, type Outgoing } from './outbox';
import { RichText } from './RichText';

/** A message that the server has not taken yet. */
export function OutgoingBubble({ message }: { message: Outgoing }) {
  const { t, count } = useText();
  return (
    <li className={`message own pending${message.isPrivate ? ' private' : ''}`}>
      <div className="bubble">
        {message.content ? <RichText text={message.content} /> : null}
        {message.files.length > 0 ? <p className="small">{count('inbox.files', message.files.length)}</p> : null}
      </div>
      {message.state === 'failed' ? (
        <p className="small failure" role="alert">
          {message.reason ?? t('inbox.waitedLong')}{' '}
          <button className="button plain link" onClick={() => outbox.retry(message.echoId)}>
            {t('action.retry')}
          </button>
          <button className="button plain link" onClick={() => outbox.remove(message.echoId)}>
            {t('action.delete')}
          </button>
        </p>
      ) : (
        <p className="message-meta small quiet">
          <Icon name="clock" />
          {message.state === 'waiting' ? t('inbox.waiting') : t('inbox.sending')}
        </p>
      )}
    </li>
  );
}
