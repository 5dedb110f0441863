import { ApiProblem } from '../../api/api';
import { sendMessage, type Draft, type Message } from '../../api/messages';
import { keptTexts, keepText, forgetText, onForgotten } from './keptTexts';

/** A message on its way: shown at once, sent as soon as there is a network. */
export interface Outgoing extends Draft {
  echoId: string;
  conversationId: number;
  /** Seconds since 1970. */
  at: number;
  state: 'sending' | 'waiting' | 'failed';
  /** Of a failure; none where it waited for so long that whoever wrote it has to say whether it is still to go. */
  reason?: string;
}

/** Whose messages these are. Numbers of conversations are those of an account, and what somebody wrote goes in his name. */
interface Owner {
  userId: number;
  accountId: number | undefined;
}

const RetryAfter = 5_000;

/** The server knows a message's key for a day: what may be older would perhaps come twice. Milliseconds. */
const LongestWait = 12 * 3_600_000;

const None: readonly Outgoing[] = [];

/**
 * Of one page, whatever conversation it shows. Each message has a key under which the server takes it once, however often
 * it is sent; those of one conversation go one after the other, so that they arrive in the order they were written. Texts
 * that wait outlive the page; files do not.
 */
class Outbox {
  #all = new Map<string, readonly Outgoing[]>();
  #owner = '';
  #listeners = new Set<() => void>();
  #busy = new Set<string>();
  #timer = 0;

  constructor() {
    addEventListener('online', () => this.again());
    addEventListener('beforeunload', (event) => {
      if ([...this.#all.values()].flat().some((each) => each.files.length > 0)) event.preventDefault();
    });
    // Another tab has sent it.
    onForgotten((owner, echoId) => owner === this.#owner && this.remove(echoId));
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  snapshot = () => this.#all.get(this.#owner) ?? None;

  /** From now on it is this person's in this account: only that is shown and sent. */
  open({ userId, accountId }: Owner) {
    this.#owner = `${userId}.${accountId}`;
    const known = new Set(this.snapshot().map((each) => each.echoId));
    const kept = keptTexts(this.#owner)
      .filter((each) => !known.has(each.echoId))
      .map((each): Outgoing => ({ ...each, files: [], state: Date.now() - each.at * 1000 < LongestWait ? 'waiting' : 'failed' }));
    this.#set([...this.snapshot(), ...kept].sort((one, other) => one.at - other.at));
    this.again();
  }

  add(conversationId: number, draft: Draft) {
    const message: Outgoing = { ...draft, echoId: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`, conversationId, at: Date.now() / 1000, state: 'sending' };
    if (draft.files.length === 0) keepText(this.#owner, message);
    this.#set([...this.snapshot(), message]);
    void this.#send(conversationId);
  }

  retry(echoId: string) {
    this.#change(echoId, { state: 'sending', reason: undefined });
    const message = this.snapshot().find((each) => each.echoId === echoId);
    if (message) void this.#send(message.conversationId);
  }

  remove(echoId: string | undefined) {
    if (!echoId || !this.snapshot().some((each) => each.echoId === echoId)) return;
    forgetText(this.#owner, echoId);
    this.#set(this.snapshot().filter((each) => each.echoId !== echoId));
  }

  /** Called with what the server made of it. */
  onSent: (message: Message) => void = () => {};

  /** There may be a network now. */
  again() {
    for (const id of new Set(this.snapshot().filter((each) => each.state === 'waiting').map((each) => each.conversationId))) void this.#send(id);
  }

  async #send(conversationId: number) {
    const owner = this.#owner;
    const turn = `${owner}.${conversationId}`;
    if (this.#busy.has(turn)) return;
    this.#busy.add(turn);
    try {
      // Whoever comes back to the account finds the rest where it was.
      while (owner === this.#owner) {
        const next = this.snapshot().find((each) => each.conversationId === conversationId && each.state !== 'failed');
        if (!next) return;
        this.#change(next.echoId, { state: 'sending' });
        try {
          const message = await sendMessage(conversationId, next, next.echoId);
          if (owner === this.#owner) this.onSent(message);
          this.#settle(owner, next.echoId);
        } catch (failure) {
          const problem = failure instanceof ApiProblem ? failure : new ApiProblem('page', 0, String(failure));
          if (problem.kind === 'offline' || problem.status >= 500 || problem.retryAfter) {
            this.#change(next.echoId, { state: 'waiting' }, owner);
            clearTimeout(this.#timer);
            this.#timer = window.setTimeout(() => this.again(), (problem.retryAfter ?? 0) * 1000 || RetryAfter);
            return;
          }
          this.#change(next.echoId, { state: 'failed', reason: problem.message }, owner);
        }
      }
    } finally {
      this.#busy.delete(turn);
    }
  }

  /** Sent, perhaps while another account was looked at. */
  #settle(owner: string, echoId: string) {
    forgetText(owner, echoId);
    this.#set((this.#all.get(owner) ?? None).filter((each) => each.echoId !== echoId), owner);
  }

  #change(echoId: string, change: Partial<Outgoing>, owner = this.#owner) {
    this.#set((this.#all.get(owner) ?? None).map((each) => (each.echoId === echoId ? { ...each, ...change } : each)), owner);
  }

  #set(messages: readonly Outgoing[], owner = this.#owner) {
    this.#all.set(owner, messages);
    for (const listener of this.#listeners) listener();
  }
}

export const outbox = new Outbox();
