/** A text that the server does not have yet, as this browser keeps it. */
export interface KeptText {
  echoId: string;
  conversationId: number;
  content: string;
  isPrivate: boolean;
  /** Seconds since 1970. */
  at: number;
}

/** An entry for each: several tabs write, none over what another has written. */
const Prefix = 'onelink.inbox.outgoing.';

const keyOf = (owner: string, echoId: string) => `${Prefix}${owner}.${echoId}`;

export function keptTexts(owner: string): KeptText[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(keyOf(owner, '')))
      .map((key) => JSON.parse(localStorage.getItem(key) ?? 'null') as KeptText | null)
      .filter((text) => text !== null);
  } catch {
    return [];
  }
}

export function keepText(owner: string, { echoId, conversationId, content, isPrivate, at }: KeptText) {
  try {
    localStorage.setItem(keyOf(owner, echoId), JSON.stringify({ echoId, conversationId, content, isPrivate, at }));
  } catch {
    // A browser that keeps nothing, or has no more room: the page has it.
  }
}

export function forgetText(owner: string, echoId: string) {
  try {
    localStorage.removeItem(keyOf(owner, echoId));
  } catch {
    // Nothing was kept.
  }
}

/** Calls when another tab has forgotten one. */
export function onForgotten(tell: (owner: string, echoId: string) => void) {
  addEventListener('storage', ({ key, newValue }) => {
    if (!key?.startsWith(Prefix) || newValue !== null) return;
    const end = key.lastIndexOf('.');
    tell(key.slice(Prefix.length, end), key.slice(end + 1));
  });
}
