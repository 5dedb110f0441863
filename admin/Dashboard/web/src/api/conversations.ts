import { address, application } from './api';
import type { Contact } from './contacts';
import type { Agent, Team } from './desk';
import type { Message } from './messages';

/** A conversation as the Application API shows it; times are seconds since 1970, 0 where there is none. */
export interface Conversation {
  id: number;
  inbox_id: number;
  status: Status;
  priority: Priority | null;
  labels: string[];
  muted: boolean;
  can_reply: boolean;
  unread_count: number;
  last_activity_at: number;
  created_at: number;
  contact_last_seen_at: number;
  agent_last_seen_at: number;
  snoozed_until: string | null;
  custom_attributes: Record<string, unknown>;
  messages: Message[];
  last_non_activity_message: Message | null;
  meta: { sender: Contact | null; channel: string | null; assignee?: Agent | null; assignee_type?: 'User' | 'AgentBot'; team?: Team | null };
}

export const statuses = ['open', 'pending', 'snoozed', 'resolved'] as const;
export type Status = (typeof statuses)[number];

export const priorities = ['urgent', 'high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];

export const sorts = ['last_activity_at_desc', 'last_activity_at_asc', 'created_at_desc', 'created_at_asc', 'priority_desc', 'waiting_since_asc'] as const;
export type Sort = (typeof sorts)[number];

export type Tab = 'me' | 'unassigned' | 'all';

export interface Counts {
  mine_count: number;
  unassigned_count: number;
  all_count: number;
}

export interface ConversationPage {
  meta: Counts;
  payload: Conversation[];
}

/** A row of a filter; each is joined to the next. */
export interface Condition {
  attribute_key: string;
  filter_operator: string;
  values: (string | number)[];
  query_operator: 'AND' | 'OR' | null;
}

export interface ListQuery {
  assignee_type: Tab;
  status: Status | 'all';
  sort_by: Sort;
  inbox_id?: number;
  team_id?: number;
  label?: string;
  q?: string;
  page: number;
}

/** As many conversations as a page of the list has. */
export const PageSize = 25;

export async function listConversations({ label, ...query }: ListQuery, signal?: AbortSignal): Promise<ConversationPage> {
  const path = address('/conversations', undefined, { ...query, 'labels[]': label });
  return (await application<{ data: ConversationPage }>('get', path, undefined, signal)).data;
}

export const filterConversations = (payload: Condition[], page: number, signal?: AbortSignal) =>
  application<ConversationPage>('post', `/conversations/filter?page=${page}`, { payload }, signal);

export const readConversation = (id: number, signal?: AbortSignal) => application<Conversation>('get', `/conversations/${id}`, undefined, signal);

export const setStatus = (id: number, status: Status, snoozedUntil?: number) =>
  application<unknown>('post', `/conversations/${id}/toggle_status`, { status, snoozed_until: snoozedUntil });

export const setPriority = (id: number, priority: Priority | null) => application<unknown>('post', `/conversations/${id}/toggle_priority`, { priority });

export const assign = (id: number, agentId: number | null) => application<unknown>('post', `/conversations/${id}/assignments`, { assignee_id: agentId });

export const assignTeam = (id: number, teamId: number | null) => application<unknown>('post', `/conversations/${id}/assignments`, { team_id: teamId });

export const setLabels = (id: number, labels: string[]) => application<unknown>('post', `/conversations/${id}/labels`, { labels });

export const setMuted = (id: number, muted: boolean) => application<unknown>('post', `/conversations/${id}/${muted ? 'mute' : 'unmute'}`);

export const markSeen = (id: number) => application<unknown>('post', `/conversations/${id}/update_last_seen`);

export const markUnread = (id: number) => application<unknown>('post', `/conversations/${id}/unread`);

export const tellTyping = (id: number, isTyping: boolean, isPrivate: boolean) =>
  application<unknown>('post', `/conversations/${id}/toggle_typing_status`, { typing_status: isTyping ? 'on' : 'off', is_private: isPrivate });
