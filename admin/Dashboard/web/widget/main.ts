import { Api, Refusal } from './api';
import { Chat, type Person } from './chat';
import { SessionStore } from './session';
import { View, type Look } from './view';

type Call = [keyof Calls, ...unknown[]];

/** What a page can ask of its widget: `window.OneLink` (docs/widget.md). Names are those that the field's widgets have. */
interface Calls {
  readonly isOpen: boolean;
  toggle(state?: 'open' | 'close'): void;
  toggleBubbleVisibility(state: 'show' | 'hide'): void;
  setUser(identifier: string, person?: Person): Promise<void>;
  setCustomAttributes(attributes: Record<string, unknown>): Promise<void>;
  setLabel(label: string): Promise<void>;
  removeLabel(label: string): Promise<void>;
  setLocale(locale: string): Promise<void>;
  setColorScheme(scheme: Look['scheme']): void;
  reset(): void;
  /** `OneLink.push(['toggle', 'open'])`: what a page asks before the script is there waits in an array of that name. */
  push(...calls: Call[]): void;
}

declare global {
  interface Window {
    OneLink?: Calls | Call[];
  }
}

const script = document.currentScript as HTMLScriptElement | null;
const told = (name: string, detail?: unknown) => dispatchEvent(new CustomEvent(`onelink:${name}`, { detail }));

function begin(script: HTMLScriptElement) {
  const given = script.dataset;
  const waiting = Array.isArray(window.OneLink) ? window.OneLink : [];
  if (window.OneLink && !Array.isArray(window.OneLink)) return;
  if (!given.token) {
    console.error('OneLink: the script tag needs data-token, the token of a web widget or the identifier of an API inbox.');
    return;
  }

  const api = new Api(new URL(script.src).href.replace(/\/widget\.js.*$/, ''), given.token);
  const store = new SessionStore(given.token);
  const troubled = (failure: unknown) => {
    told('error', failure instanceof Refusal ? { status: failure.status, message: failure.message } : { message: String(failure) });
  };
  let view: View | undefined;
  const chat: Chat = new Chat(api, store, () => view?.draw(), (message) => told('on-message', message), troubled, () => Boolean(view?.isOpen) && document.visibilityState === 'visible');
  const shown = (view = new View(
    chat,
    {
      position: given.position === 'left' ? 'left' : 'right',
      scheme: given.colorScheme === 'light' || given.colorScheme === 'dark' ? given.colorScheme : 'auto',
      hidesBubble: given.hideBubble !== undefined,
    },
    told,
  ));
  const watched = (work: Promise<void>) => work.catch((failure: unknown) => (troubled(failure), Promise.reject(failure)));

  const calls: Calls = {
    get isOpen() {
      return shown.isOpen;
    },
    toggle: (state) => chat.config && shown.toggle(state ? state === 'open' : undefined),
    toggleBubbleVisibility: (state) => {
      shown.look.hidesBubble = state === 'hide';
      shown.draw();
    },
    setUser: (identifier, person = {}) => watched(chat.identify(String(identifier), pick(person))),
    setCustomAttributes: (attributes) => watched(chat.describe(attributes)),
    setLabel: (label) => watched(chat.label(label, true)),
    removeLabel: (label) => watched(chat.label(label, false)),
    setLocale: (locale) => shown.speak(locale),
    setColorScheme: (scheme) => {
      shown.look.scheme = scheme;
      shown.draw();
    },
    reset: () => {
      shown.toggle(false);
      chat.reset();
    },
    push: (...more) => {
      for (const [name, ...values] of more) {
        const call: unknown = calls[name];
        if (typeof call !== 'function') console.error(`OneLink: there is no ${name}.`);
        else Promise.resolve((call as (...values: unknown[]) => unknown)(...values)).catch(() => {});
      }
    },
  };
  window.OneLink = calls;
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && shown.isOpen && chat.see());
  addEventListener('offline', () => shown.draw());
  addEventListener('online', () => shown.draw());
  Promise.all([chat.start(), shown.speak(given.locale ?? null)]).then(
    () => {
      calls.push(...waiting);
      told('ready');
    },
    (failure: unknown) => {
      console.error('OneLink: the chat cannot be shown:', failure instanceof Error ? failure.message : failure);
      troubled(failure);
    },
  );
}

/** What the server takes of a person. */
function pick({ name, email, phone_number, avatar_url, identifier_hash, custom_attributes }: Person): Person {
  return { name, email, phone_number, avatar_url, identifier_hash, custom_attributes };
}

if (script) {
  if (document.body) begin(script);
  else addEventListener('DOMContentLoaded', () => begin(script));
}
