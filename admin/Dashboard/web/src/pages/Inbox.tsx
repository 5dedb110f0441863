import { useCallback, useEffect, useState } from 'react';
import { MessageType } from '../api/messages';
import { useRouter } from '../app/router';
import '../styles/inbox.css';
import { useText } from '../text/text';
import { useMedia } from '../ui/useViewport';
import { notify, ring } from './inbox/alerts';
import { ConversationList } from './inbox/ConversationList';
import { DeskProvider, useDesk, useHearing } from './inbox/desk';
import { filtersOf } from './inbox/filters';
import { isOn } from './inbox/kept';
import { Help } from './inbox/Help';
import { NothingChosen } from './inbox/NothingChosen';
import { Thread } from './inbox/Thread';
import { useConversations } from './inbox/useConversations';
import { useKeys } from './inbox/useKeys';

export function Inbox({ id }: { id?: string }) {
  return (
    <DeskProvider>
      <Panes chosen={Number(id) || undefined} />
    </DeskProvider>
  );
}

/** List, thread and contact: side by side where there is room, one after the other where there is not. */
function Panes({ chosen }: { chosen: number | undefined }) {
  const { t, count } = useText();
  const { query, go } = useRouter();
  const { me, line } = useDesk();
  const filters = filtersOf(query);
  const list = useConversations(filters);
  const [isHelping, setIsHelping] = useState(false);
  const isWide = useMedia('(min-width: 80rem)');
  const [isShown, setIsShown] = useState(() => isWide && isOn('details'));
  const showsDetails = chosen !== undefined && isShown;

  useEffect(() => setIsShown(isWide && isOn('details')), [isWide]);

  const unread = list.conversations.filter((conversation) => conversation.unread_count > 0).length;
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${t('inbox.title')} · OneLink`;
  }, [unread, t]);

  const address = useCallback((id?: number) => `/inbox${id ? `/${id}` : ''}${location.search}`, []);
  const open = useCallback((id?: number) => go(address(id)), [go, address]);

  useHearing((heard) => {
    if (heard.event !== 'message.created' || heard.data.message_type !== MessageType.Incoming) return;
    const { assignee_id: assignee } = heard.data.conversation as { assignee_id?: number | null };
    if (assignee && assignee !== me.id) return;
    const id = heard.data.conversation_id;
    if (document.hidden || id !== chosen) ring();
    notify(heard.data.sender?.name ?? t('inbox.title'), heard.data.content ?? t('inbox.attachment'), `conversation-${id}`, () => open(id));
  });

  const step = (by: number) => {
    const index = list.conversations.findIndex(({ id }) => id === chosen);
    const next = list.conversations[index < 0 ? 0 : index + by];
    if (next) open(next.id);
  };

  useKeys({
    j: () => step(1),
    k: () => step(-1),
    '?': () => setIsHelping(true),
    '/': () => document.querySelector<HTMLInputElement>('.conversations input[type=search]')?.focus(),
    Escape: () => (showsDetails && !isWide ? setIsShown(false) : chosen ? open() : undefined),
  });

  return (
    <div className={`inbox${chosen ? ' has-thread' : ''}${showsDetails ? ' has-details' : ''}`}>
      <ConversationList list={list} filters={filters} chosen={chosen} address={address} onHelp={() => setIsHelping(true)} />
      {chosen ? (
        <Thread key={chosen} id={chosen} back={() => open()} address={address} onChange={list.put} showsDetails={showsDetails} onDetails={setIsShown} />
      ) : (
        <NothingChosen isEmpty={!list.isLoading && list.conversations.length === 0} />
      )}
      <p className="visually-hidden" role="status">
        {line === 'waiting' ? t('inbox.line.waiting') : unread > 0 ? count('inbox.unread', unread) : ''}
      </p>
      {isHelping ? <Help onClose={() => setIsHelping(false)} /> : null}
    </div>
  );
}
