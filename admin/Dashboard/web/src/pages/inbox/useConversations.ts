import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ApiProblem } from '../../api/api';
import type { CableEvent } from '../../api/cable';
import { filterConversations, listConversations, PageSize, readConversation, type Conversation, type ConversationPage, type Counts } from '../../api/conversations';
import type { Message } from '../../api/messages';
import { asProblem } from '../../app/useAsync';
import { useDesk, useHearing } from './desk';
import { belongs, conditionsOf, type Filters } from './filters';

interface List {
  conversations: Conversation[];
  counts?: Counts;
  page: number;
  hasMore: boolean;
  isLoading: boolean;
  problem?: ApiProblem;
}

const nothingYet: List = { conversations: [], page: 0, hasMore: false, isLoading: true };

/** How long changes gather before counts, and what only the server can place, are asked for: it allows 30 such questions a minute. */
const Settle = 3_000;

export function useConversations(filters: Filters) {
  const { me, views, healed } = useDesk();
  const [list, setList] = useState<List>(nothingYet);
  const key = JSON.stringify(filters);

  const ask = useCallback(
    (page: number, signal?: AbortSignal): Promise<ConversationPage> => {
      const view = views.find((each) => each.id === filters.view)?.query.payload;
      if (view) return filterConversations(view, page, signal);
      if (filters.assignee && !filters.q) return filterConversations(conditionsOf(filters, me.id), page, signal);
      const { tab, status, sort, inbox, team, label, q } = filters;
      return listConversations({ assignee_type: tab, status, sort_by: sort, inbox_id: inbox, team_id: team, label, q: q || undefined, page }, signal);
    },
    // The key stands for the filters.
    [key, me.id, views],
  );

  const load = useCallback(() => {
    const ends = new AbortController();
    setList((before) => ({ ...before, isLoading: true, problem: undefined }));
    ask(1, ends.signal).then(
      ({ meta, payload }) => !ends.signal.aborted && setList({ conversations: payload, counts: meta, page: 1, hasMore: payload.length === PageSize, isLoading: false }),
      (failure: unknown) => !ends.signal.aborted && setList((before) => ({ ...before, isLoading: false, problem: asProblem(failure) })),
    );
    return () => ends.abort();
  }, [ask]);

  useEffect(() => setList(nothingYet), [key]);
  useEffect(load, [load, healed]);

  const isAsking = useRef(false);
  const more = useCallback(() => {
    if (isAsking.current || !list.hasMore) return;
    isAsking.current = true;
    const page = list.page + 1;
    ask(page)
      .then(
        ({ payload }) =>
          setList((before) => {
            if (before.page !== page - 1) return before;
            const known = new Set(before.conversations.map((conversation) => conversation.id));
            return { ...before, conversations: [...before.conversations, ...payload.filter(({ id }) => !known.has(id))], page, hasMore: payload.length === PageSize };
          }),
        (failure: unknown) => setList((before) => ({ ...before, problem: asProblem(failure) })),
      )
      .finally(() => {
        isAsking.current = false;
      });
  }, [ask, list.hasMore, list.page]);

  const settling = useRef(0);
  useEffect(() => () => clearTimeout(settling.current), []);
  const settle = useCallback(
    (isWhole: boolean) => {
      clearTimeout(settling.current);
      settling.current = window.setTimeout(() => {
        ask(1).then(
          ({ meta, payload }) =>
            setList((before) => ({ ...before, counts: meta, conversations: isWhole ? payload : before.conversations, page: isWhole ? 1 : before.page, hasMore: isWhole ? payload.length === PageSize : before.hasMore })),
          () => undefined,
        );
      }, Settle);
    },
    [ask],
  );

  /** A conversation as it is now. */
  const put = useCallback(
    (conversation: Conversation) => {
      const fits = belongs(conversation, filters, me.id);
      setList((before) => {
        const known = before.conversations.some(({ id }) => id === conversation.id);
        const rest = before.conversations.filter(({ id }) => id !== conversation.id);
        if (fits === undefined) return known ? { ...before, conversations: before.conversations.map((each) => (each.id === conversation.id ? conversation : each)) } : before;
        return { ...before, conversations: fits ? sorted([...rest, conversation], filters) : rest };
      });
      settle(fits === undefined);
    },
    [key, me.id, settle],
  );

  const say = useCallback(
    (message: Message & { conversation?: { unread_count: number; last_activity_at: number } }) => {
      let isKnown = false;
      setList((before) => {
        const conversation = before.conversations.find(({ id }) => id === message.conversation_id);
        if (!conversation) return before;
        isKnown = true;
        const changed: Conversation = {
          ...conversation,
          unread_count: message.conversation?.unread_count ?? conversation.unread_count,
          last_activity_at: message.conversation?.last_activity_at ?? conversation.last_activity_at,
          messages: [message],
          last_non_activity_message: message.message_type === 2 ? conversation.last_non_activity_message : message,
        };
        const others = before.conversations.filter(({ id }) => id !== conversation.id);
        return { ...before, conversations: filters.q || filters.view ? before.conversations.map((each) => (each === conversation ? changed : each)) : sorted([...others, changed], filters) };
      });
      // The state is set when React comes to it.
      setTimeout(() => !isKnown && readConversation(message.conversation_id).then(put, () => undefined));
    },
    [key, put],
  );

  useHearing((heard: CableEvent) => {
    switch (heard.event) {
      case 'message.created':
        return say(heard.data);
      case 'conversation.created':
      case 'conversation.updated':
      case 'conversation.status_changed':
      case 'conversation.read':
      case 'assignee.changed':
      case 'team.changed':
        return put(heard.data);
      case 'conversation.deleted':
        setList((before) => ({ ...before, conversations: before.conversations.filter(({ id }) => id !== heard.data.id) }));
        return settle(false);
      default:
        return;
    }
  });

  return useMemo(() => ({ ...list, more, reload: load, put }), [list, more, load, put]);
}

const weight = { urgent: 4, high: 3, medium: 2, low: 1 };

function sorted(conversations: Conversation[], { sort }: Filters): Conversation[] {
  const by: Record<Filters['sort'], (conversation: Conversation) => number> = {
    last_activity_at_desc: (each) => -each.last_activity_at,
    last_activity_at_asc: (each) => each.last_activity_at,
    created_at_desc: (each) => -each.created_at,
    created_at_asc: (each) => each.created_at,
    priority_desc: (each) => -(each.priority ? weight[each.priority] : 0),
    // Who waits since when changes with every answer: the server orders it when it is asked next.
    waiting_since_asc: () => 0,
  };
  return conversations.sort((a, b) => by[sort](a) - by[sort](b));
}
