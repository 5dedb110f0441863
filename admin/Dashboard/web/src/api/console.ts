import { address, superAdmin } from './api';

/** What the console tells of the installation, see docs/operations/console.md. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

export type Status = 'active' | 'suspended';
export type Tier = 'free' | 'growth' | 'enterprise';

export const limitNames = ['agents', 'inboxes', 'key_requests_per_minute', 'requests_per_minute', 'onsync_requests_per_hour'] as const;
export type LimitName = (typeof limitNames)[number];

export interface AccountItem {
  id: number;
  name: string;
  status: Status;
  tier: Tier | null;
  supportEmail: string | null;
  limits: Partial<Record<LimitName, number>>;
  createdAt: string;
  counts: { people: number; inboxes: number; domains: number; links?: number; contacts?: number; conversations?: number };
}

export interface AccountPatch {
  status?: Status;
  tier?: Tier | null;
  limits?: Partial<Record<LimitName, number | null>>;
}

export interface UserItem {
  id: number;
  email: string;
  name: string;
  superAdmin: boolean;
  confirmedAt: string | null;
  createdAt: string;
  accounts: number;
  sessions: number;
  lastSeenAt: string | null;
  places?: { accountId: number; accountName: string; role: string; suspended: boolean }[];
}

export interface PlatformApp {
  id: number;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  accounts: number;
  users: number;
  agentBots: number;
  /** Once, for whoever has made it. */
  token?: string;
}

export const permissibleKinds = ['account', 'user', 'agent_bot'] as const;
export type PermissibleKind = (typeof permissibleKinds)[number];

export interface Permissible {
  kind: PermissibleKind;
  id: number;
  name: string | null;
  grantedAt: string;
}

export type TokenKind = 'user' | 'agent_bot' | 'platform_app';

export interface AccessToken {
  kind: TokenKind;
  ownerId: number;
  ownerName: string | null;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface EdgeMachine {
  host: string;
  address: string;
  via: string;
  version: string;
  lag: number;
  spoolBytes: number;
  lastHeardAt: string;
  isRunning: boolean;
}

export interface EdgeItem {
  name: string;
  isDefault: boolean;
  accounts: number[];
  revokedAt: string | null;
  machines: EdgeMachine[];
  /** Once, for whoever has made it. */
  token?: string;
}

export const jobStates = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

interface AccountName {
  id: number;
  name: string | null;
}

export interface JobItem {
  id: string;
  kind: string;
  state: JobState;
  account: AccountName;
  actor: { type: string; id: string | null; name: string };
  requestId: string | null;
  progress: { rows: number; percent: number };
  counts: { created: number; updated: number; skipped: number; failed: number };
  error: string | null;
  createdAt: string;
  finishedAt: string | null;
  canCancel: boolean;
  canRetry: boolean;
}

export interface AuditItem {
  id: string;
  createdAt: string;
  account: AccountName | null;
  actor: { type: string; id: string | null; name: string };
  action: string;
  object: { type: string; id: string | null; name: string | null };
  count: number;
  changes: { field: string; from?: unknown; to?: unknown }[];
  requestId: string | null;
}

export interface Delivery {
  id: string;
  account: AccountName;
  target: string;
  event: string;
  state: 'pending' | 'delivered' | 'failed';
  attempts: number;
  lastOutcome: string | null;
  createdAt: string;
}

export interface RequestTrace {
  id: string;
  audit: AuditItem[];
  jobs: JobItem[];
  deliveries: Delivery[];
  log: { process: string; text: string }[];
}

export type Filters = Record<string, string | undefined>;

export const list = <T>(path: string, filters: Filters, signal?: AbortSignal) => superAdmin<Page<T>>('get', address(path, undefined, filters), undefined, signal);

export const confirm = (password: string) => superAdmin<void>('post', '/confirm', { password });

export const readAccount = (id: number, signal?: AbortSignal) => superAdmin<AccountItem>('get', `/accounts/${id}`, undefined, signal);
export const changeAccount = (id: number, patch: AccountPatch) => superAdmin<AccountItem>('patch', `/accounts/${id}`, patch);

export const readUser = (id: number, signal?: AbortSignal) => superAdmin<UserItem>('get', `/users/${id}`, undefined, signal);
export const confirmUser = (id: number) => superAdmin<UserItem>('post', `/users/${id}/confirm`, {});
export const signOutUser = (id: number) => superAdmin<UserItem>('delete', `/users/${id}/sessions`);

export const readApp = (id: number, signal?: AbortSignal) => superAdmin<PlatformApp>('get', `/platform_apps/${id}`, undefined, signal);
export const createApp = (name: string) => superAdmin<PlatformApp>('post', '/platform_apps', { name });
export const renameApp = (id: number, name: string) => superAdmin<PlatformApp>('patch', `/platform_apps/${id}`, { name });
export const renewAppToken = (id: number) => superAdmin<PlatformApp>('post', `/platform_apps/${id}/token`, {});
export const deleteApp = (id: number) => superAdmin<void>('delete', `/platform_apps/${id}`);
export const grant = (app: number, kind: PermissibleKind, id: number) => superAdmin<PlatformApp>('post', `/platform_apps/${app}/permissibles`, { kind, id });
export const revoke = (app: number, kind: PermissibleKind, id: number) => superAdmin<void>('delete', `/platform_apps/${app}/permissibles/${kind}/${id}`);

export const rotateToken = (token: AccessToken) => superAdmin<void>('post', `/access_tokens/${token.kind}/${token.ownerId}/rotate`, {});
export const revokeToken = (token: AccessToken) => superAdmin<void>('delete', `/access_tokens/${token.kind}/${token.ownerId}`);

export const addEdge = (name: string, accounts: number[]) => superAdmin<EdgeItem>('post', '/edges', { name, accounts });
export const revokeEdge = (name: string) => superAdmin<void>('delete', `/edges/${encodeURIComponent(name)}`);

export const cancelJob = (id: string) => superAdmin<JobItem>('post', `/jobs/${id}/cancel`, {});
export const retryJob = (id: string) => superAdmin<JobItem>('post', `/jobs/${id}/retry`, {});

export const readRequest = (id: string, signal?: AbortSignal) => superAdmin<RequestTrace>('get', `/requests/${encodeURIComponent(id)}`, undefined, signal);
