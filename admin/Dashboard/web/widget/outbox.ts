import { Refusal } from './api';
import { newKey, type Waiting } from './session';

/** A message on its way: shown at once, sent as soon as it can be. */
export interface Outgoing {
  echo: string;
  text: string;
  file?: File;
  /** Seconds since 1970. */
  at: number;
  state: 'sending' | 'waiting' | 'failed';
  reason?: string;
}

/** After how long what could not be reached is tried again, in milliseconds. */
export const Retry = 5_000;

interface Ways {
  /** Takes a message to the server, or throws its refusal. */
  deliver(message: Outgoing): Promise<void>;
  /** Called where there is no such visitor or conversation any more; whether it is worth another try. */
  beginAnew(): boolean;
  /** Called after each change, with the texts that are to outlive the page. Files cannot. */
  changed(waiting: Waiting[]): void;
  troubled(failure: unknown): void;
}

/** What the visitor has said and the server does not have yet: one after the other, in the order it was written, each under a key, so that the server takes it once. */
export class Outbox {
  messages: readonly Outgoing[];
  isBusy = false;
  #timer = 0;

  constructor(
    kept: readonly Waiting[],
    private readonly ways: Ways,
  ) {
    this.messages = kept.map((each) => ({ ...each, state: 'waiting' }));
    addEventListener('online', () => void this.send());
  }

  add(text: string, file?: File) {
    this.#set([...this.messages, { echo: newKey(), text, file, at: Date.now() / 1000, state: 'sending' }]);
    void this.send();
  }

  retry(echo: string) {
    this.#change(echo, { state: 'sending', reason: undefined });
    void this.send();
  }

  remove(echo: string) {
    if (this.messages.some((each) => each.echo === echo)) this.#set(this.messages.filter((each) => each.echo !== echo));
  }

  clear() {
    this.#set([]);
  }

  async send() {
    if (this.isBusy) return;
    this.isBusy = true;
    clearTimeout(this.#timer);
    try {
      for (let next; (next = this.messages.find((each) => each.state !== 'failed')); ) {
        const { echo, reason } = next;
        this.#change(echo, { state: 'sending' });
        try {
          await this.ways.deliver(next);
        } catch (failure) {
          if (!(failure instanceof Refusal)) throw failure;
          const refused = { reason: failure.message };
          // Once, not for ever.
          if (failure.status === 404 && !reason && this.ways.beginAnew()) this.#change(echo, refused);
          else if (failure.passes) {
            this.#change(echo, { state: 'waiting' });
            this.#timer = setTimeout(() => void this.send(), failure.retryAfter * 1000 || Retry);
            return;
          } else this.#change(echo, { state: 'failed', ...refused });
        }
      }
    } catch (failure) {
      this.ways.troubled(failure);
    } finally {
      this.isBusy = false;
    }
  }

  #change(echo: string, change: Partial<Outgoing>) {
    this.#set(this.messages.map((each) => (each.echo === echo ? { ...each, ...change } : each)));
  }

  #set(messages: readonly Outgoing[]) {
    this.messages = messages;
    this.ways.changed(messages.filter(({ file, text }) => !file && text).map(({ echo, text, at }) => ({ echo, text, at })));
  }
}
