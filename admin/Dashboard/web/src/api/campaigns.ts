import { application } from './api';

/** Contacts to whom the clicks of a cell of statistics lead. */
export interface Audience {
  id: number;
  name: string;
  question: Record<string, string | string[]>;
  asked_from: string;
  asked_to: string;
  contacts_count: number;
  clicks_count: number;
  tied_clicks_count: number;
  untied_clicks_count: number;
  refreshed_at: string;
}

export const campaignStates = ['draft', 'scheduled', 'running', 'paused', 'completed', 'cancelled'] as const;
export type CampaignState = (typeof campaignStates)[number];

export const pauseReasons = ['by_hand', 'inbox_gone', 'inbox_disconnected', 'audience_gone', 'audience_empty', 'provider_refuses', 'failed'] as const;
export const skipReasons = ['opted_out', 'blocked', 'no_address', 'window_closed', 'contact_gone', 'refused', 'cancelled'] as const;

/** One message to each contact of an audience. */
export interface Campaign {
  id: number;
  title: string;
  campaign: string;
  inbox_id: number | null;
  audience_id: number | null;
  message: string | null;
  template_params: { name?: string; language?: string } | null;
  quiet_hours: { from: string; to: string; timezone: string | null } | null;
  messages_per_minute: number;
  state: CampaignState;
  pause_reason: (typeof pauseReasons)[number] | null;
  pause_detail: string | null;
  counts: { total: number; waiting: number; sent: number; delivered: number; read: number; failed: number; skipped: Partial<Record<(typeof skipReasons)[number], number>> };
  clicks_count: number;
  scheduled_at: string | null;
  started_at: string | null;
  finished_at: string | null;
}

export interface Recipient {
  contact_id: number | null;
  name: string | null;
  state: 'waiting' | 'sent' | 'skipped';
  reason: (typeof skipReasons)[number] | null;
  detail: string | null;
  due_at: string | null;
  message_status: 'sent' | 'delivered' | 'read' | 'failed' | null;
  conversation_id: number | null;
  settled_at: string | null;
}

interface Page<T> {
  meta: { count: number };
  payload: T[];
}

export const pageSize = 25;

export const createAudience = (name: string, question: object) => application<Audience>('post', '/audiences', { name, question });

export const listAudiences = async (signal?: AbortSignal) => (await application<{ payload: Audience[] }>('get', '/audiences', undefined, signal)).payload;

export const refreshAudience = (id: number) => application<Audience>('post', `/audiences/${id}/refresh`, {});

export const deleteAudience = (id: number) => application<unknown>('delete', `/audiences/${id}`);

export const listCampaigns = (page: number, signal?: AbortSignal) => application<Page<Campaign>>('get', `/campaigns?page=${page}`, undefined, signal);

export const readCampaign = (id: string, signal?: AbortSignal) => application<Campaign>('get', `/campaigns/${id}`, undefined, signal);

export const createCampaign = (body: object) => application<Campaign>('post', '/campaigns', body);

export const deleteCampaign = (id: number) => application<unknown>('delete', `/campaigns/${id}`);

export const actOnCampaign = (id: number, action: 'start' | 'pause' | 'resume' | 'cancel') => application<Campaign>('post', `/campaigns/${id}/${action}`, {});

export const listRecipients = (id: string, state: string, page: number, signal?: AbortSignal) =>
  application<Page<Recipient>>('get', `/campaigns/${id}/recipients?page=${page}${state ? `&state=${state}` : ''}`, undefined, signal);
