import type { Contact } from './contacts';
import type { Conversation } from './conversations';
import type { Message } from './messages';

/** What `/cable` tells the people of an account, by the event's name (docs/realtime.md). */
export interface CableEvents {
  'message.created': Message & { conversation: { unread_count: number; last_activity_at: number } };
  'message.updated': Message;
  'conversation.created': Conversation;
  'conversation.updated': Conversation;
  'conversation.status_changed': Conversation;
  'conversation.read': Conversation;
  'assignee.changed': Conversation;
  'team.changed': Conversation;
  'conversation.deleted': { id: number };
  'conversation.typing_on': Typing;
  'conversation.typing_off': Typing;
  'contact.updated': Contact;
  'presence.update': { users: Record<string, string>; contacts?: Record<string, string> };
}

interface Typing {
  conversation: { id: number };
  user: { id: number; name: string } | null;
  is_private: boolean;
}

export type CableEvent = { [Name in keyof CableEvents]: { event: Name; data: CableEvents[Name] } }[keyof CableEvents];

export type CableState = 'connecting' | 'open' | 'waiting';

const FirstWait = 500;
const LongestWait = 15_000;

/** The server pings every three seconds; a socket that is silent for so long is dead. */
const Silence = 10_000;

/** A person is shown as online for 20 seconds. */
const PresenceInterval = 15_000;

/**
 * Listens until the signal ends it, and connects again whenever the socket is gone. Nothing is kept for who is away:
 * whoever listens reads the state anew whenever it says `open`.
 */
export function listen(
  identity: { pubsub_token: string; account_id: number | undefined },
  hear: (event: CableEvent) => void,
  tell: (state: CableState) => void,
  signal: AbortSignal,
) {
  const identifier = JSON.stringify({ channel: 'RoomChannel', ...identity });
  let socket: WebSocket | undefined;
  let wait = FirstWait;
  let retry = 0;
  let watch = 0;

  const stop = () => {
    clearTimeout(watch);
    clearTimeout(retry);
    clearInterval(presence);
    removeEventListener('online', again);
    socket?.close();
  };

  const heard = () => {
    clearTimeout(watch);
    watch = window.setTimeout(() => socket?.close(), Silence);
  };

  const lost = () => {
    clearTimeout(watch);
    if (signal.aborted) return;
    tell('waiting');
    // Not all at once when the server comes back.
    retry = window.setTimeout(connect, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LongestWait);
  };

  function connect() {
    const opened = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/cable`, 'actioncable-v1-json');
    socket = opened;
    opened.onclose = () => socket === opened && ((socket = undefined), lost());
    opened.onmessage = ({ data }) => {
      heard();
      const frame = JSON.parse(String(data)) as { type?: string; message?: CableEvent };
      if (frame.type === 'welcome') opened.send(JSON.stringify({ command: 'subscribe', identifier }));
      else if (frame.type === 'confirm_subscription') {
        wait = FirstWait;
        tell('open');
      } else if (frame.type === 'disconnect' || frame.type === 'reject_subscription') opened.close();
      else if (frame.message?.event) hear(frame.message);
    };
    heard();
  }

  const again = () => {
    if (socket || signal.aborted) return;
    clearTimeout(retry);
    connect();
  };

  const presence = window.setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify({ command: 'message', identifier, data: JSON.stringify({ action: 'update_presence' }) }));
    }
  }, PresenceInterval);

  addEventListener('online', again);
  signal.addEventListener('abort', stop);
  tell('connecting');
  connect();
}
