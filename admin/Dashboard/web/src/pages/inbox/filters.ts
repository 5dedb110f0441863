import { statuses, sorts, type Condition, type Conversation, type Sort, type Status, type Tab } from '../../api/conversations';

/** What the list shows, as the page's address says it. */
export interface Filters {
  tab: Tab;
  status: Status | 'all';
  sort: Sort;
  inbox?: number;
  team?: number;
  label?: string;
  assignee?: number;
  view?: number;
  q: string;
}

export const filterNames = ['tab', 'status', 'sort', 'inbox', 'team', 'label', 'assignee', 'view', 'q'] as const;

export function filtersOf(query: URLSearchParams): Filters {
  const number = (name: string) => Number(query.get(name)) || undefined;
  const tab = query.get('tab');
  const status = query.get('status');
  return {
    tab: tab === 'me' || tab === 'unassigned' ? tab : 'all',
    status: status === 'all' ? status : (statuses.find((each) => each === status) ?? 'open'),
    sort: sorts.find((each) => each === query.get('sort')) ?? 'last_activity_at_desc',
    inbox: number('inbox'),
    team: number('team'),
    label: query.get('label') ?? undefined,
    assignee: number('assignee'),
    view: number('view'),
    q: query.get('q') ?? '',
  };
}

/** Beside the tab and the status: how many filters narrow the list. */
export const countOf = (filters: Filters) => [filters.inbox, filters.team, filters.label, filters.assignee].filter(Boolean).length;

/** As `conversations/filter` and saved views take it. */
export function conditionsOf(filters: Filters, me: number): Condition[] {
  const rows: [key: string, value: string | number | undefined][] = [
    ['status', filters.status],
    ['assignee_id', filters.assignee ?? (filters.tab === 'me' ? me : undefined)],
    ['inbox_id', filters.inbox],
    ['team_id', filters.team],
    ['labels', filters.label],
  ];
  const conditions: Condition[] = rows.flatMap(([attribute_key, value]) =>
    value === undefined ? [] : [{ attribute_key, filter_operator: 'equal_to', values: [value], query_operator: 'AND' as const }],
  );
  if (filters.tab === 'unassigned' && !filters.assignee) {
    conditions.push({ attribute_key: 'assignee_id', filter_operator: 'is_not_present', values: [], query_operator: 'AND' });
  }
  return conditions.map((condition, index) => (index === conditions.length - 1 ? { ...condition, query_operator: null } : condition));
}

/** Whether a conversation that changed belongs into the list; undefined where only the server can tell. */
export function belongs(conversation: Conversation, filters: Filters, me: number): boolean | undefined {
  if (filters.q || filters.view) return undefined;
  const assignee = conversation.meta.assignee?.id;
  return (
    (filters.status === 'all' || conversation.status === filters.status) &&
    (filters.assignee ? assignee === filters.assignee : filters.tab === 'me' ? assignee === me : filters.tab !== 'unassigned' || assignee === undefined) &&
    (!filters.inbox || conversation.inbox_id === filters.inbox) &&
    (!filters.team || conversation.meta.team?.id === filters.team) &&
    (!filters.label || conversation.labels.includes(filters.label))
  );
}
