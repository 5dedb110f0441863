import { useEffect, useRef } from 'react';
import { markSeen, type Conversation } from '../../api/conversations';
import { useText } from '../../text/text';
import { Failed, Loading } from '../../ui/States';
import { Composer } from './Composer';
import { ContactPane } from './ContactPane';
import { turn } from './kept';
import { MessageList } from './MessageList';
import { ThreadHead } from './ThreadHead';
import { useActions } from './useActions';
import { useKeys } from './useKeys';
import { useThread } from './useThread';

interface Props {
  id: number;
  back(): void;
  address(id?: number): string;
  onChange(conversation: Conversation): void;
  showsDetails: boolean;
  onDetails(shown: boolean): void;
}

export function Thread({ id, back, address, onChange, showsDetails, onDetails }: Props) {
  const { t } = useText();
  const thread = useThread(id);
  const { conversation } = thread;
  const actions = useActions(conversation, (changed) => {
    thread.change(changed);
    if (conversation) onChange({ ...conversation, ...changed });
  });
  useSeen(conversation, thread.messages.at(-1)?.id);

  const setDetails = (shown: boolean) => {
    turn('details', shown);
    onDetails(shown);
  };
  const press = (selector: string) => () => document.querySelector<HTMLElement>(selector)?.click();
  useKeys({
    e: conversation ? () => actions.resolve() : undefined,
    a: conversation ? () => actions.take() : undefined,
    u: conversation ? () => actions.unread(back) : undefined,
    d: () => setDetails(!showsDetails),
    r: press('.composer [data-mode=reply]'),
    n: press('.composer [data-mode=note]'),
    s: press('.thread-head .snooze > summary'),
    l: () => {
      setDetails(true);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.details .label-choice input')?.focus());
    },
  });

  if (!conversation) {
    return (
      <section className="thread nothing" aria-label={t('inbox.thread')}>
        {thread.problem ? <Failed problem={thread.problem} onRetry={thread.reload} /> : <Loading lines={6} />}
      </section>
    );
  }
  return (
    <>
      <section className="thread" aria-label={t('inbox.thread')}>
        <ThreadHead conversation={conversation} actions={actions} back={back} showsDetails={showsDetails} onDetails={setDetails} />
        <MessageList conversation={conversation} messages={thread.messages} outgoing={thread.outgoing} hasOlder={thread.hasOlder} typist={thread.typist} onOlder={thread.older} onChange={(message) => thread.put([message])} />
        <Composer conversation={conversation} />
      </section>
      {showsDetails ? <ContactPane conversation={conversation} messages={thread.messages} actions={actions} address={address} onClose={() => setDetails(false)} /> : null}
    </>
  );
}

/** Tells the server what was read, while the page is looked at. */
function useSeen(conversation: Conversation | undefined, newest: number | undefined) {
  const told = useRef(0);
  const id = conversation?.id;
  const isUnread = (conversation?.unread_count ?? 0) > 0;
  useEffect(() => {
    if (!id || !newest) return;
    const see = () => {
      if (document.hidden || (told.current === newest && !isUnread)) return;
      told.current = newest;
      markSeen(id).catch(() => undefined);
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
    // What is marked as unread on purpose stays so until something new comes.
  }, [id, newest]);
}
