import { application, onsync } from './api';

/** Which API a webhook is of: its events, its bodies and its signature are that API's. */
export type WebhookApi = 'onsync' | 'application';

export interface Webhook {
  api: WebhookApi;
  id: string;
  url: string;
  events: string[];
  isPaused: boolean;
  /** Shown by the OnSync API only when it has just been made. */
  secret?: string;
}

export interface Attempt {
  at: string;
  status: number | null;
  error: string | null;
  latencyMs: number;
  answer: string | null;
}

export interface Delivery {
  id: string;
  event: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: Attempt[];
  createdAt: string;
  nextAttemptAt: string | null;
  payload?: string;
}

export interface WebhookWish {
  url?: string;
  events?: string[];
  isPaused?: boolean;
}

export const eventsOf: Record<WebhookApi, string[]> = {
  onsync: ['message.created', 'message.updated', 'conversation.assigned', 'conversation.resolved', 'contact.created', 'contact.updated', 'link.created', 'link.clicked'],
  application: ['conversation_created', 'conversation_status_changed', 'conversation_updated', 'message_created', 'message_updated', 'contact_created', 'contact_updated'],
};

interface OfOnSync {
  id: string;
  url: string;
  events: string[];
  paused: boolean;
  secret?: string;
}

interface OfApplication {
  id: number;
  url: string;
  subscriptions: string[];
  paused: boolean;
  secret: string;
}

interface DeliveryOfApplication {
  id: string;
  event: string;
  status: Delivery['status'];
  attempts: { at: string; status: number | null; error: string | null; latency_ms: number; answer: string | null }[];
  created_at: string;
  next_attempt_at: string | null;
  payload?: string;
}

export interface DeliveryPage {
  deliveries: Delivery[];
  /** To ask for what is older; null at the end. */
  next: string | null;
}

const fromOnSync = ({ id, url, events, paused, secret }: OfOnSync): Webhook => ({ api: 'onsync', id, url, events, isPaused: paused, secret });

const fromApplication = ({ id, url, subscriptions, paused, secret }: OfApplication): Webhook => ({ api: 'application', id: String(id), url, events: subscriptions, isPaused: paused, secret });

const deliveryOf = (each: DeliveryOfApplication): Delivery => ({
  ...each,
  createdAt: each.created_at,
  nextAttemptAt: each.next_attempt_at,
  attempts: each.attempts.map((attempt) => ({ ...attempt, latencyMs: attempt.latency_ms })),
});

const pathOf = ({ id }: { id: string }) => `/webhooks/${encodeURIComponent(id)}`;

/** Of both APIs, those of the OnSync API first. */
export async function listWebhooks(signal?: AbortSignal): Promise<Webhook[]> {
  const [ofOnSync, ofApplication] = await Promise.all([
    onsync<{ webhooks: OfOnSync[] }>('get', '/webhooks', undefined, signal),
    application<{ payload: { webhooks: OfApplication[] } }>('get', '/webhooks', undefined, signal),
  ]);
  return [...ofOnSync.webhooks.map(fromOnSync), ...ofApplication.payload.webhooks.map(fromApplication)];
}

export async function createWebhook(api: WebhookApi, { url, events }: WebhookWish): Promise<Webhook> {
  return api === 'onsync'
    ? fromOnSync(await onsync<OfOnSync>('post', '/webhooks', { url, events }))
    : fromApplication((await application<{ payload: { webhook: OfApplication } }>('post', '/webhooks', { url, subscriptions: events })).payload.webhook);
}

export async function changeWebhook(webhook: Webhook, { url, events, isPaused: paused }: WebhookWish): Promise<Webhook> {
  return webhook.api === 'onsync'
    ? fromOnSync(await onsync<OfOnSync>('patch', pathOf(webhook), { url, events, paused }))
    : fromApplication((await application<{ payload: { webhook: OfApplication } }>('patch', pathOf(webhook), { url, subscriptions: events, paused })).payload.webhook);
}

export const removeWebhook = (webhook: Webhook) => (webhook.api === 'onsync' ? onsync<unknown>('delete', pathOf(webhook)) : application<unknown>('delete', pathOf(webhook)));

export const testWebhook = (webhook: Webhook) => (webhook.api === 'onsync' ? onsync<unknown>('post', `${pathOf(webhook)}/test`, {}) : application<unknown>('post', `${pathOf(webhook)}/test`));

export async function listDeliveries(webhook: Webhook, status: string, before: string | null, signal?: AbortSignal): Promise<DeliveryPage> {
  const query = new URLSearchParams();
  if (status) query.set('status', status);
  if (before) query.set(webhook.api === 'onsync' ? 'cursor' : 'before', before);
  const path = `${pathOf(webhook)}/deliveries?${query}`;
  if (webhook.api === 'onsync') {
    const page = await onsync<{ deliveries: Delivery[]; nextCursor: string | null }>('get', path, undefined, signal);
    return { deliveries: page.deliveries, next: page.nextCursor };
  }
  const page = await application<{ payload: DeliveryOfApplication[]; meta: { next_before: string | null } }>('get', path, undefined, signal);
  return { deliveries: page.payload.map(deliveryOf), next: page.meta.next_before };
}

export async function readDelivery(webhook: Webhook, id: string, signal?: AbortSignal): Promise<Delivery> {
  const path = `${pathOf(webhook)}/deliveries/${id}`;
  if (webhook.api === 'application') return deliveryOf(await application<DeliveryOfApplication>('get', path, undefined, signal));
  const shown = await onsync<{ delivery: Delivery; payload: string }>('get', path, undefined, signal);
  return { ...shown.delivery, payload: shown.payload };
}

export const redeliver = (webhook: Webhook, id: string) =>
  webhook.api === 'onsync' ? onsync<unknown>('post', `${pathOf(webhook)}/deliveries/${id}/redeliver`, {}) : application<unknown>('post', `${pathOf(webhook)}/deliveries/${id}/redeliver`);
