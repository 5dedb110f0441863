import { assign, assignTeam, markUnread, setLabels, setMuted, setPriority, setStatus, type Conversation, type Priority } from '../../api/conversations';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { useToast } from '../../ui/Toasts';
import { useDesk } from './desk';

export type Actions = ReturnType<typeof useActions>;

/** What can be done with a conversation: shown at once, and taken back where the server refuses. */
export function useActions(conversation: Conversation | undefined, onChange: (changed: Partial<Conversation>) => void) {
  const { t } = useText();
  const { me, agents, teams } = useDesk();
  const say = useToast();

  const attempt = (changed: Partial<Conversation>, ask: (id: number) => Promise<unknown>, done?: string) => {
    if (!conversation) return;
    const before = Object.fromEntries(Object.keys(changed).map((name) => [name, conversation[name as keyof Conversation]])) as Partial<Conversation>;
    onChange(changed);
    ask(conversation.id).then(
      () => done && say(done),
      (failure: unknown) => {
        onChange(before);
        const problem = asProblem(failure);
        say(problem.kind === 'offline' ? t('failed.offline') : problem.message);
      },
    );
  };
  const meta = (changed: Partial<Conversation['meta']>) => ({ meta: { ...conversation!.meta, ...changed } });
  const assignTo = (agentId: number | null) => attempt(meta({ assignee: agents.find(({ id }) => id === agentId) }), (id) => assign(id, agentId));

  return {
    assignTo,
    take: () => assignTo(me.id),
    toTeam: (teamId: number | null) => attempt(meta({ team: teams.find(({ id }) => id === teamId) }), (id) => assignTeam(id, teamId)),
    prioritize: (priority: Priority | null) => attempt({ priority }, (id) => setPriority(id, priority)),
    label: (labels: string[]) => attempt({ labels }, (id) => setLabels(id, labels)),
    resolve: () => (conversation?.status === 'resolved' ? attempt({ status: 'open' }, (id) => setStatus(id, 'open'), t('inbox.reopened')) : attempt({ status: 'resolved' }, (id) => setStatus(id, 'resolved'), t('inbox.resolved'))),
    open: () => attempt({ status: 'open', snoozed_until: null }, (id) => setStatus(id, 'open'), t('inbox.reopened')),
    pend: () => attempt({ status: 'pending' }, (id) => setStatus(id, 'pending')),
    snooze: (until?: Date) =>
      attempt({ status: 'snoozed', snoozed_until: until?.toISOString() ?? null }, (id) => setStatus(id, 'snoozed', until && Math.floor(until.getTime() / 1000)), t('inbox.snoozed')),
    mute: (muted: boolean) => attempt({ muted }, (id) => setMuted(id, muted), muted ? t('inbox.muted') : t('inbox.unmuted')),
    unread: (then: () => void) => attempt({ unread_count: 1 }, (id) => markUnread(id).then(then)),
  };
}
