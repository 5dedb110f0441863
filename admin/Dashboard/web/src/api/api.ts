import type { components, paths } from '@described-api';
import { embeddedAccount } from '../app/embedded';

/** The API as docs/api/openapi.json describes it: paths, parameters, bodies and answers are checked against that. */
export type Schemas = components['schemas'];
export type Link = Schemas['Link'];
export type LinkInput = Schemas['LinkInput'];
export type LinkTest = Schemas['LinkTest'];
export type Stats = Schemas['Stats'];
export type StatsPoint = Schemas['StatsPoint'];
export type StatsGroup = Schemas['StatsGroup'];
export type Click = Schemas['Click'];
export type ApiKey = Schemas['ApiKey'];
export type Session = Schemas['Session'];
export type SessionItem = Schemas['SessionItem'];
export type Domain = Schemas['Domain'];
export type Job = Schemas['Job'];

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Operation<P extends keyof paths, M extends Method> = paths[P][M];
type Query<O> = O extends { parameters: { query?: infer Q } } ? Q : never;
type InPath<O> = O extends { parameters: { path: infer X } } ? X : never;
type Body<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never;
type Content<R> = R extends { content: { 'application/json': infer A } } ? A : undefined;
type Answer<O> = O extends { responses: infer R } ? Content<R[keyof R & (200 | 201)]> : never;

interface Options<O> {
  path?: InPath<O>;
  query?: Query<O>;
  body?: Body<O>;
  signal?: AbortSignal;
}

/** What went wrong, as the API says it (RFC 9457), or `offline` where it could not be asked. */
export class ApiProblem extends Error {
  constructor(
    readonly kind: string,
    readonly status: number,
    message: string,
    readonly errors: Record<string, string[]> = {},
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** As the OnSync API refuses. */
interface OnSyncError {
  code: string;
  message: string;
  details?: { path: (string | number)[]; message: string }[];
}

let csrfToken = '';
let accountId: number | undefined;
let whenSignedOut = () => {};

/** In which account, and with which token of the session, all that follows is asked. */
export function actAs(session: { csrfToken: string }, account: number | undefined) {
  csrfToken = session.csrfToken;
  accountId = account;
}

export function onSignedOut(tell: () => void) {
  whenSignedOut = tell;
}

export async function call<P extends keyof paths, M extends Method>(method: M, path: P, options: Options<Operation<P, M>> = {}): Promise<Answer<Operation<P, M>>> {
  const response = await send(method, address(path, options.path, options.query), options.body, options.signal);
  return (response.status === 204 ? undefined : await response.json()) as Answer<Operation<P, M>>;
}

/** A file or a stream: the caller reads it. */
export function open<P extends keyof paths>(path: P, options: Options<Operation<P, 'get'>> & { accept?: string; headers?: Record<string, string> } = {}): Promise<Response> {
  return send('get', address(path, options.path, options.query), undefined, options.signal, { ...(options.accept ? { Accept: options.accept } : {}), ...options.headers });
}

/** The Application API of the account, which has a contract of its own. A form carries files. */
export async function application<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal, headers?: Record<string, string>): Promise<T> {
  return json(await send(method, `/api/v1/accounts/${accountId}${path}`, body, signal, headers));
}

/** Of the Application API, what is the person's and no account's. */
export async function profile<T>(method: Method, path = '', body?: unknown): Promise<T> {
  return json(await send(method, `/api/v1/profile${path}`, body));
}

/** The console of those who run the installation (docs/operations/console.md). */
export async function superAdmin<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return json(await send(method, `/super_admin/api${path}`, body, signal));
}

/** The OnSync API: of the account, what its keys and webhooks are. */
export async function onsync<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return json(await send(method, `/v1${path}`, body, signal));
}

/** Some answers of the Application API are empty. */
async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export function address(path: string, inPath?: object, query?: object): string {
  let full = path;
  for (const [name, value] of Object.entries(inPath ?? {})) full = full.replace(`{${name}}`, encodeURIComponent(String(value)));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = search.toString();
  return text ? `${full}?${text}` : full;
}

/** What every request says of the session. */
export function whoAsks(): Record<string, string> {
  // The token goes with reading as well: it tells the admin that a page asks, whom it must not answer by asking for a password.
  const headers: Record<string, string> = { Accept: 'application/json', 'X-CSRF-Token': csrfToken };
  if (accountId !== undefined) headers['X-Account-Id'] = String(accountId);
  if (embeddedAccount !== null) headers['X-Embedded-Account'] = String(embeddedAccount);
  return headers;
}

/** Those whose contract knows no other kind of body. */
const isContractApi = /^\/(api\/)?v1\//;

async function send(method: Method, path: string, body: unknown, signal?: AbortSignal, extra: Record<string, string> = {}): Promise<Response> {
  const headers: Record<string, string> = { ...whoAsks(), ...extra };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['Content-Type'] = method === 'patch' && !isContractApi.test(path) ? 'application/merge-patch+json' : 'application/json';
  let response: Response;
  try {
    response = await fetch(path, { method: method.toUpperCase(), headers, body: body === undefined ? undefined : isForm ? body : JSON.stringify(body), signal, credentials: 'same-origin' });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new ApiProblem('offline', 0, 'offline');
  }
  if (response.ok) return response;
  throw refusal(response.status, await response.text(), response.headers.get('Retry-After'), response.statusText);
}

/** What a refused answer says; the page hears of it where nobody is signed in any more. */
export function refusal(status: number, text: string, retryAfter: string | null, statusText: string): ApiProblem {
  const problem = read(status, text, retryAfter, statusText);
  if (status === 401 && problem.kind === 'unauthorized') whenSignedOut();
  return problem;
}

function read(status: number, text: string, retryAfter: string | null, statusText: string): ApiProblem {
  try {
    const body = JSON.parse(text) as { type?: string; title?: string; detail?: string; errors?: Record<string, string[]>; error?: string | OnSyncError; message?: string };
    const retry = Number(retryAfter) || undefined;
    if (typeof body.error === 'object') {
      const { code, message, details = [] } = body.error;
      const wrong: Record<string, string[]> = {};
      for (const detail of details) (wrong[detail.path.join('.')] ??= []).push(detail.message);
      return new ApiProblem(code, status, details.map((detail) => detail.message).join(' ') || message, wrong, retry);
    }
    const errors = body.errors && !Array.isArray(body.errors) ? body.errors : {};
    return new ApiProblem(body.type?.split('/').pop() ?? String(status), status, body.detail ?? body.error ?? body.message ?? body.title ?? statusText, errors, retry);
  } catch {
    return new ApiProblem(String(status), status, statusText || text.slice(0, 200));
  }
}
