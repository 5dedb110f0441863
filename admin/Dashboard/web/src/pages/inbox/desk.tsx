import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { listen, type CableEvent, type CableState } from '../../api/cable';
import {
  listAgents, listCannedResponses, listInboxes, listLabels, listTeams, listViews, readProfile,
  type Agent, type CannedResponse, type InboxItem, type Label, type Profile, type SavedView, type Team,
} from '../../api/desk';
import { useAccount, useSession } from '../../app/session';
import { useAsync } from '../../app/useAsync';
import { Failed, Loading } from '../../ui/States';
import { outbox } from './outbox';

type Hearer = (event: CableEvent) => void;

interface Desk {
  me: Profile;
  agents: Agent[];
  teams: Team[];
  labels: Label[];
  inboxes: InboxItem[];
  canned: CannedResponse[];
  views: SavedView[];
  reloadViews(): void;
  /** Whether `/cable` tells what happens. */
  line: CableState;
  /** Counts the times it was lost and found again: what is shown must be read anew then. */
  healed: number;
  onlineContacts: ReadonlySet<number>;
  hear(hearer: Hearer): () => void;
}

const DeskContext = createContext<Desk | undefined>(undefined);

/** What the account gives its agents, and the line on which they hear what happens, for everything within. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const asked = useAsync(
    async (signal) => {
      const [me, agents, teams, labels, inboxes, canned, views] = await Promise.all([
        readProfile(), listAgents(signal), listTeams(signal), listLabels(signal), listInboxes(signal), listCannedResponses(signal), listViews(signal),
      ]);
      return { me, agents, teams, labels, inboxes, canned, views };
    },
    [],
  );
  const live = useLine(asked.data?.me.pubsub_token);
  const { data, reload } = asked;
  const userId = data?.me.id;
  const { account } = useAccount();
  useEffect(() => {
    if (userId !== undefined) outbox.open({ userId, accountId: account?.id });
  }, [userId, account?.id]);
  // The line is back before the browser says so, where it says so at all.
  useEffect(() => {
    if (live.line === 'open') outbox.again();
  }, [live.line]);
  const desk = useMemo<Desk | undefined>(() => (data ? { ...data, reloadViews: reload, ...live } : undefined), [data, reload, live]);
  if (desk) return <DeskContext value={desk}>{children}</DeskContext>;
  return <div className="inbox-wait">{asked.problem ? <Failed problem={asked.problem} onRetry={reload} /> : <Loading lines={8} />}</div>;
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('No desk');
  return desk;
}

/** Hears every event for as long as the component is shown. */
export function useHearing(hearer: Hearer) {
  const { hear } = useDesk();
  const newest = useRef(hearer);
  newest.current = hearer;
  useEffect(() => hear((event) => newest.current(event)), [hear]);
}

function useLine(token: string | undefined) {
  const { state } = useSession();
  const accountId = state.kind === 'in' ? state.accountId : undefined;
  const hearers = useRef(new Set<Hearer>());
  const [line, setLine] = useState<CableState>('connecting');
  const [healed, setHealed] = useState(0);
  const [onlineContacts, setOnlineContacts] = useState<ReadonlySet<number>>(new Set());

  useEffect(() => {
    if (!token) return;
    const ends = new AbortController();
    let opened = 0;
    listen(
      { pubsub_token: token, account_id: accountId },
      (event) => {
        if (event.event === 'presence.update' && event.data.contacts) setOnlineContacts(new Set(Object.keys(event.data.contacts).map(Number)));
        for (const hearer of hearers.current) hearer(event);
      },
      (now) => {
        setLine(now);
        if (now === 'open' && opened++ > 0) setHealed((before) => before + 1);
      },
      ends.signal,
    );
    return () => ends.abort();
  }, [token, accountId]);

  const hear = useCallback((hearer: Hearer) => {
    hearers.current.add(hearer);
    return () => void hearers.current.delete(hearer);
  }, []);
  return useMemo(() => ({ line, healed, onlineContacts, hear }), [line, healed, onlineContacts, hear]);
}
