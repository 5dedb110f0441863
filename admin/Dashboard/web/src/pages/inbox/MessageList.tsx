import { Fragment, useEffect, useLayoutEffect, useRef } from 'react';
import type { Conversation } from '../../api/conversations';
import { MessageType, type Message } from '../../api/messages';
import { useText } from '../../text/text';
import { Loading } from '../../ui/States';
import { MessageBubble } from './MessageBubble';
import { OutgoingBubble } from './OutgoingBubble';
import type { Outgoing } from './outbox';
import { dayName, dayOf } from './times';

/** Messages of one sender within so many seconds stand together. */
const Together = 300;

/** How far from the end somebody still reads the end, in pixels. */
const AtEnd = 80;

const NearTop = 200;

interface Props {
  conversation: Conversation;
  messages: Message[];
  outgoing: Outgoing[];
  hasOlder: boolean;
  typist: string | undefined;
  onOlder(): Promise<void>;
  onChange(message: Message): void;
}

export function MessageList({ conversation, messages, outgoing, hasOlder, typist, onOlder, onChange }: Props) {
  const { t, tag } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const before = useRef({ first: 0, height: 0 });

  const look = () => {
    const shown = scroller.current!;
    isAtEnd.current = shown.scrollHeight - shown.scrollTop - shown.clientHeight < AtEnd;
    if (hasOlder && shown.scrollTop < NearTop) void onOlder();
  };

  // What was read stays where it was when older messages come above it; who reads the end goes on reading the end.
  useLayoutEffect(() => {
    const shown = scroller.current!;
    const first = messages[0]?.id ?? 0;
    if (before.current.first > first && before.current.first !== 0) shown.scrollTop += shown.scrollHeight - before.current.height;
    else if (isAtEnd.current) shown.scrollTop = shown.scrollHeight;
    before.current = { first, height: shown.scrollHeight };
  }, [messages, outgoing.length, typist]);

  useEffect(() => {
    const shown = scroller.current!;
    const resized = new ResizeObserver(() => isAtEnd.current && (shown.scrollTop = shown.scrollHeight));
    for (const child of shown.children) resized.observe(child);
    resized.observe(shown);
    return () => resized.disconnect();
  }, []);

  return (
    <div className="messages" ref={scroller} onScroll={look} tabIndex={0} role="log" aria-label={t('inbox.messages')}>
      <ol>
        {hasOlder ? (
          <li className="older">
            <Loading lines={2} />
          </li>
        ) : null}
        {messages.map((message, index) => {
          const last = messages[index - 1];
          const isNewDay = !last || dayOf(last.created_at) !== dayOf(message.created_at);
          return (
            <Fragment key={message.id}>
              {isNewDay ? (
                <li className="day">
                  <span>{dayName(message.created_at, tag)}</span>
                </li>
              ) : null}
              {message.message_type === MessageType.Activity ? (
                <li className="activity" dir="auto">
                  {message.content}
                </li>
              ) : (
                <MessageBubble message={message} isFirst={isNewDay || !isTogether(last, message)} isSeen={conversation.contact_last_seen_at >= message.created_at} onChange={onChange} />
              )}
            </Fragment>
          );
        })}
        {outgoing
          .filter((each) => !messages.some((message) => message.echo_id === each.echoId))
          .map((each) => (
            <OutgoingBubble key={each.echoId} message={each} />
          ))}
      </ol>
      <p className="typing small quiet" role="status">
        {typist !== undefined ? (
          <>
            <span className="typing-dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {t('inbox.typing', { name: typist || conversation.meta.sender?.name || '' })}
          </>
        ) : null}
      </p>
    </div>
  );
}

function isTogether(last: Message, message: Message): boolean {
  return (
    last.message_type === message.message_type &&
    last.private === message.private &&
    last.sender?.id === message.sender?.id &&
    last.sender?.type === message.sender?.type &&
    message.created_at - last.created_at < Together
  );
}
