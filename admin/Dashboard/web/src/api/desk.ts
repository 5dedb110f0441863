import { application, profile } from './api';
import type { Condition } from './conversations';

/** What an account gives its agents to work with. */
export interface Agent {
  id: number;
  name: string;
  available_name?: string;
  availability_status?: string;
  thumbnail?: string;
}

export interface Team {
  id: number;
  name: string;
}

export interface Label {
  id: number;
  title: string;
  description: string | null;
  color: string;
}

export interface InboxItem {
  id: number;
  name: string;
  channel_type: string;
}

export interface CannedResponse {
  id: number;
  short_code: string;
  content: string;
}

export interface SavedView {
  id: number;
  name: string;
  query: { payload?: Condition[] };
}

export interface Profile {
  id: number;
  name: string;
  pubsub_token: string;
}

export const readProfile = () => profile<Profile>('get');

export const listAgents = (signal?: AbortSignal) => application<Agent[]>('get', '/agents', undefined, signal);

export const listTeams = (signal?: AbortSignal) => application<Team[]>('get', '/teams', undefined, signal);

export const listLabels = async (signal?: AbortSignal) => (await application<{ payload: Label[] }>('get', '/labels', undefined, signal)).payload;

export const listInboxes = async (signal?: AbortSignal) => (await application<{ payload: InboxItem[] }>('get', '/inboxes', undefined, signal)).payload;

export const listCannedResponses = (signal?: AbortSignal) => application<CannedResponse[]>('get', '/canned_responses', undefined, signal);

export const saveCannedResponse = (id: number | undefined, body: Omit<CannedResponse, 'id'>) =>
  application<CannedResponse>(id ? 'patch' : 'post', `/canned_responses${id ? `/${id}` : ''}`, body);

export const removeCannedResponse = (id: number) => application<unknown>('delete', `/canned_responses/${id}`);

export const saveLabel = (id: number | undefined, body: Omit<Label, 'id'>) => application<Label>(id ? 'patch' : 'post', `/labels${id ? `/${id}` : ''}`, body);

export const removeLabel = (id: number) => application<unknown>('delete', `/labels/${id}`);

export const listViews = (signal?: AbortSignal) => application<SavedView[]>('get', '/custom_filters?filter_type=conversation', undefined, signal);

export const saveView = (name: string, payload: Condition[]) =>
  application<SavedView>('post', '/custom_filters', { custom_filter: { name, type: 'conversation', query: { payload } } });

export const removeView = (id: number) => application<unknown>('delete', `/custom_filters/${id}`);
