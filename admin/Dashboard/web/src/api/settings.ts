import { application, onsync, profile } from './api';

/** What administrators set up, as the Application API and the OnSync API show it. */
export interface Inbox {
  id: number;
  name: string;
  channel_type: string;
  inbox_identifier?: string;
  website_token: string | null;
  website_url: string | null;
  welcome_title: string | null;
  webhook_url: string | null;
  callback_webhook_url: string | null;
  hmac_token?: string;
  hmac_mandatory: boolean;
  secret?: string;
  greeting_enabled: boolean;
  greeting_message: string | null;
  working_hours_enabled: boolean;
  working_hours: WorkingDay[];
  out_of_office_message: string | null;
  timezone: string;
}

/** 0 is Sunday; hours and minutes are null where it is closed all day. */
export interface WorkingDay {
  day_of_week: number;
  closed_all_day: boolean;
  open_all_day: boolean;
  open_hour: number | null;
  open_minutes: number | null;
  close_hour: number | null;
  close_minutes: number | null;
}

export interface Member {
  id: number;
  name: string;
  email: string;
  role: string;
  confirmed: boolean;
  availability_status: string;
  auto_offline: boolean;
  thumbnail: string;
}

export interface OwnProfile {
  id: number;
  name: string;
  display_name: string | null;
  /** What the others see: the display name, or else the name. */
  available_name: string;
  email: string;
  access_token: string | null;
  /** Not so where somebody was invited, and has not set a password yet. */
  confirmed: boolean;
  avatar_url: string;
  accounts: { id: number; availability: string; auto_offline: boolean }[];
}

export interface Account {
  id: number;
  name: string;
  settings?: { frame_ancestors?: string[] };
}

export interface OnSyncKey {
  id: string;
  name: string;
  keyPrefix: string;
  scopes: string[];
  lastUsedAt: string | null;
  createdAt: string;
  key?: string;
}

export const onSyncScopes = ['read:contacts', 'write:contacts', 'read:messages', 'write:messages', 'read:webhooks', 'write:webhooks'];

export const listInboxes = async (signal?: AbortSignal) => (await application<{ payload: Inbox[] }>('get', '/inboxes', undefined, signal)).payload;
export const readInbox = (id: string, signal?: AbortSignal) => application<Inbox>('get', `/inboxes/${id}`, undefined, signal);
export const createInbox = (body: object) => application<Inbox>('post', '/inboxes', body);
export const changeInbox = (id: number, body: object) => application<Inbox>('patch', `/inboxes/${id}`, body);
export const removeInbox = (id: number) => application<unknown>('delete', `/inboxes/${id}`);
export const listInboxMembers = async (id: string, signal?: AbortSignal) => (await application<{ payload: Member[] }>('get', `/inbox_members/${id}`, undefined, signal)).payload;
export const setInboxMembers = (id: number, members: number[]) => application<unknown>('patch', '/inbox_members', { inbox_id: id, user_ids: members });

export const listMembers = (signal?: AbortSignal) => application<Member[]>('get', '/agents', undefined, signal);
export const inviteMember = (body: { name: string; email: string; role: string }) => application<Member>('post', '/agents', body);
export const changeMember = (id: number, body: object) => application<Member>('patch', `/agents/${id}`, body);
export const removeMember = (id: number) => application<unknown>('delete', `/agents/${id}`);

export const inviteAgain = async (id: number) => (await application<{ url: string }>('post', `/agents/${id}/invitation`)).url;

export const readOwnProfile = () => profile<OwnProfile>('get');
export const changeProfile = (fields: object) => profile<OwnProfile>('put', '', { profile: fields });
/** A picture, up to 15 MiB; null takes it away. */
export function changePicture(file: File | null): Promise<OwnProfile> {
  if (!file) return changeProfile({ avatar: null });
  const form = new FormData();
  form.append('profile[avatar]', file);
  return profile('put', '', form);
}

export const resetAccessToken = () => profile<OwnProfile>('post', '/reset_access_token');
export const setAvailability = (account_id: number, availability: string) => profile<OwnProfile>('post', '/availability', { profile: { account_id, availability } });

export const listOnSyncKeys = async (signal?: AbortSignal) => (await onsync<{ keys: OnSyncKey[] }>('get', '/keys', undefined, signal)).keys;
export const createOnSyncKey = (name: string, scopes: string[]) => onsync<OnSyncKey>('post', '/keys', { name, scopes });
export const changeOnSyncKey = (id: string, scopes: string[]) => onsync<OnSyncKey>('patch', `/keys/${id}`, { scopes });
export const rotateOnSyncKey = (id: string) => onsync<OnSyncKey>('post', `/keys/${id}/rotate`, {});
export const revokeOnSyncKey = (id: string) => onsync<unknown>('delete', `/keys/${id}`);
