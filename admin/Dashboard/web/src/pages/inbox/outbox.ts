import { ApiProblem } from '../../api/api';
import { sendMessage, type Draft, type Message } from '../../api/messages';

/** A message on its way: shown at once, sent as soon as there is a network. */
export interface Outgoing extends Draft {
  echoId: string;
  conversationId: number;
  at: number;
  state: 'sending' | 'waiting' | 'failed';
  reason?: string;
}

const RetryAfter = 5_000;

/**
 * Of one page, whatever conversation it shows. Each message has a key under which the server takes it once, however often
 * it is sent; those of one conversation go one after the other, so that they arrive in the order they were written.
 */
class Outbox {
  #messages: readonly Outgoing[] = [];
  #listeners = new Set<() => void>();
  #busy = new Set<number>();
  #timer = 0;

  constructor() {
    addEventListener('online', () => this.#again());
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  snapshot = () => this.#messages;

  add(conversationId: number, draft: Draft) {
    this.#set([...this.#messages, { ...draft, echoId: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, conversationId, at: Date.now() / 1000, state: 'sending' }]);
    void this.#send(conversationId);
  }

  retry(echoId: string) {
    this.#change(echoId, { state: 'sending', reason: undefined });
    const message = this.#messages.find((each) => each.echoId === echoId);
    if (message) void this.#send(message.conversationId);
  }

  remove(echoId: string | undefined) {
    if (echoId && this.#messages.some((each) => each.echoId === echoId)) this.#set(this.#messages.filter((each) => each.echoId !== echoId));
  }

  /** Called with what the server made of it. */
  onSent: (message: Message) => void = () => {};

  async #send(conversationId: number) {
    if (this.#busy.has(conversationId)) return;
    this.#busy.add(conversationId);
    try {
      for (;;) {
        const next = this.#messages.find((each) => each.conversationId === conversationId && each.state !== 'failed');
        if (!next) return;
        this.#change(next.echoId, { state: 'sending' });
        try {
          const message = await sendMessage(conversationId, next, next.echoId);
          this.onSent(message);
          this.remove(next.echoId);
        } catch (failure) {
          const problem = failure instanceof ApiProblem ? failure : new ApiProblem('page', 0, String(failure));
          if (problem.kind === 'offline' || problem.status >= 500 || problem.status === 429) {
            this.#change(next.echoId, { state: 'waiting' });
            clearTimeout(this.#timer);
            this.#timer = window.setTimeout(() => this.#again(), (problem.retryAfter ?? 0) * 1000 || RetryAfter);
            return;
          }
          this.#change(next.echoId, { state: 'failed', reason: problem.message });
        }
      }
    } finally {
      this.#busy.delete(conversationId);
    }
  }

  #again() {
    for (const id of new Set(this.#messages.filter((each) => each.state === 'waiting').map((each) => each.conversationId))) void this.#send(id);
  }

  #change(echoId: string, change: Partial<Outgoing>) {
    this.#set(this.#messages.map((each) => (each.echoId === echoId ? { ...each, ...change } : each)));
  }

  #set(messages: readonly Outgoing[]) {
    this.#messages = messages;
    for (const listener of this.#listeners) listener();
  }
}

export const outbox = new Outbox();
