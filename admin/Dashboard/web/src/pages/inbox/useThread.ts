import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ApiProblem } from '../../api/api';
import { readConversation, type Conversation } from '../../api/conversations';
import { listMessages, MessageType, PageSize, type Message } from '../../api/messages';
import { asProblem } from '../../app/useAsync';
import { useDesk, useHearing } from './desk';
import { outbox } from './outbox';

/** A typist who says nothing more for so long has stopped. */
const TypingEnds = 30_000;

const GapPage = 100;

interface Thread {
  conversation?: Conversation;
  messages: Message[];
  hasOlder: boolean;
  problem?: ApiProblem;
}

export function useThread(id: number) {
  const { healed } = useDesk();
  const [thread, setThread] = useState<Thread>({ messages: [], hasOlder: false });
  const [typist, setTypist] = useState<string>();
  const newest = useRef(thread);
  newest.current = thread;
  const all = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  const outgoing = useMemo(() => all.filter((each) => each.conversationId === id), [all, id]);

  const put = useCallback((messages: Message[]) => {
    for (const message of messages) outbox.remove(message.echo_id);
    setThread((before) => ({ ...before, messages: merged(before.messages, messages) }));
  }, []);

  const load = useCallback(() => {
    const ends = new AbortController();
    setThread((before) => ({ ...before, problem: undefined }));
    Promise.all([readConversation(id, ends.signal), read(id, newest.current.messages.at(-1)?.id, ends.signal)]).then(
      ([conversation, messages]) => {
        if (ends.signal.aborted) return;
        setThread((before) => ({
          conversation,
          messages: merged(before.messages, messages),
          hasOlder: before.messages.length > 0 ? before.hasOlder : messages.length >= PageSize,
        }));
      },
      (failure: unknown) => !ends.signal.aborted && setThread((before) => ({ ...before, problem: asProblem(failure) })),
    );
    return () => ends.abort();
  }, [id]);

  useEffect(load, [load, healed]);

  const isAsking = useRef(false);
  const older = useCallback(async () => {
    const first = newest.current.messages[0];
    if (isAsking.current || !newest.current.hasOlder || !first) return;
    isAsking.current = true;
    try {
      const messages = await listMessages(id, { before: first.id });
      setThread((before) => ({ ...before, messages: merged(before.messages, messages), hasOlder: messages.length >= PageSize }));
    } catch (failure) {
      setThread((before) => ({ ...before, problem: asProblem(failure) }));
    } finally {
      isAsking.current = false;
    }
  }, [id]);

  useEffect(() => {
    outbox.onSent = (message) => message.conversation_id === id && put([message]);
    return () => {
      outbox.onSent = () => {};
    };
  }, [id, put]);

  useEffect(() => {
    if (!typist) return;
    const timer = setTimeout(() => setTypist(undefined), TypingEnds);
    return () => clearTimeout(timer);
  }, [typist]);

  useHearing((heard) => {
    switch (heard.event) {
      case 'message.created':
      case 'message.updated':
        if (heard.data.conversation_id !== id) return;
        if (heard.data.message_type === MessageType.Incoming) setTypist(undefined);
        return put([heard.data]);
      case 'conversation.updated':
      case 'conversation.status_changed':
      case 'conversation.read':
      case 'assignee.changed':
      case 'team.changed':
        if (heard.data.id === id) setThread((before) => ({ ...before, conversation: heard.data }));
        return;
      case 'conversation.typing_on':
        if (heard.data.conversation.id === id) setTypist(heard.data.user?.name ?? '');
        return;
      case 'conversation.typing_off':
        if (heard.data.conversation.id === id) setTypist(undefined);
        return;
      default:
        return;
    }
  });

  const change = useCallback((changed: Partial<Conversation>) => {
    setThread((before) => (before.conversation ? { ...before, conversation: { ...before.conversation, ...changed } } : before));
  }, []);

  return { ...thread, outgoing, typist, older, reload: load, put, change };
}

/** The newest page, and where messages are known already, all that came since: also what is older than that page. */
async function read(id: number, last: number | undefined, signal: AbortSignal): Promise<Message[]> {
  const messages = await listMessages(id, {}, signal);
  for (let after = last; after !== undefined; ) {
    const page = await listMessages(id, { after }, signal);
    messages.push(...page);
    after = page.length === GapPage ? page.at(-1)!.id : undefined;
  }
  return messages;
}

function merged(before: Message[], added: Message[]): Message[] {
  const byId = new Map(before.map((message) => [message.id, message]));
  for (const message of added) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.created_at - b.created_at || a.id - b.id);
}
