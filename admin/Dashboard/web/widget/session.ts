/** A text that is to be sent, kept until it is. */
export interface Waiting {
  echo: string;
  text: string;
  at: number;
}

/** What a browser keeps of its visitor. */
export interface Session {
  /** By which the inbox knows the visitor: whoever has it reads what was said. Made here, so that making it twice makes one contact. */
  source: string;
  /** Of `/cable`; empty as long as the server knows no such contact. */
  token: string;
  conversation?: number;
  /** As the page said by `setUser`. */
  identifier?: string;
  /** A digest of what the page said last of the visitor. */
  told?: number;
  /** Attributes and labels that the next conversation is to have. */
  attributes?: Record<string, unknown>;
  labels?: string[];
  /** Whether the form before the chat was filled in. */
  introduced?: boolean;
  /** The last message that the visitor has seen. */
  seen?: number;
  waiting?: Waiting[];
}

/** 128 bits. `crypto.randomUUID` is not there on pages without TLS. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const newSession = (): Session => ({ source: newKey(), token: '' });

/** Keeps the session in the browser; where a page may keep nothing (a sandbox, blocked storage), for as long as the page lives. */
export class SessionStore {
  readonly #key: string;

  constructor(inbox: string) {
    this.#key = `onelink-chat:${inbox}`;
  }

  read(): Session {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? 'null') as Session | null;
      if (kept && typeof kept.source === 'string' && kept.source && typeof kept.token === 'string') return kept;
    } catch {
      // Nothing is kept, or something else.
    }
    return newSession();
  }

  write(session: Session) {
    try {
      localStorage.setItem(this.#key, JSON.stringify(session));
    } catch {
      // The page's own memory has it.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept.
    }
  }

  /** Calls when another tab has changed it. */
  watch(changed: () => void) {
    addEventListener('storage', ({ key }) => key === this.#key && changed());
  }
}
