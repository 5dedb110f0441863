import type { Message } from './api';

export type Told =
  | { event: 'message.created' | 'message.updated'; data: Message }
  | { event: 'conversation.created' | 'conversation.updated' | 'conversation.status_changed'; data: { id: number; status: string } }
  | { event: 'conversation.typing_on' | 'conversation.typing_off'; data: { conversation: { id: number }; user: { name: string } | null; is_private: boolean } };

const FirstWait = 500;
const LongestWait = 20_000;

/** The server pings every three seconds; a socket that is silent for so long is dead. */
const Silence = 10_000;

/** A contact is shown as online for 90 seconds. */
const Presence = 60_000;

/** Listens to a contact on `/cable` (docs/realtime.md) and connects again whenever the socket is gone. Ends by what it returns. */
export function listen(base: string, token: string, hear: (told: Told) => void, tell: (isOpen: boolean) => void): () => void {
  const identifier = JSON.stringify({ channel: 'RoomChannel', pubsub_token: token });
  let socket: WebSocket | undefined;
  let wait = FirstWait;
  let retry = 0;
  let watch = 0;
  let ended = false;

  const heard = () => {
    clearTimeout(watch);
    watch = setTimeout(lost, Silence);
  };

  const lost = () => {
    clearTimeout(watch);
    if (socket) {
      // A dead one may take minutes to say so.
      socket.onclose = socket.onmessage = null;
      socket.close();
      socket = undefined;
    }
    if (ended) return;
    tell(false);
    // Not all at once when the server comes back.
    clearTimeout(retry);
    retry = setTimeout(connect, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LongestWait);
  };

  const connect = () => {
    const opened = new WebSocket(base.replace(/^http/, 'ws') + '/cable', 'actioncable-v1-json');
    socket = opened;
    opened.onclose = lost;
    opened.onmessage = ({ data }) => {
      heard();
      const frame = JSON.parse(String(data)) as { type?: string; message?: Told };
      if (frame.type === 'welcome') opened.send(JSON.stringify({ command: 'subscribe', identifier }));
      else if (frame.type === 'confirm_subscription') {
        wait = FirstWait;
        tell(true);
      } else if (frame.type === 'reject_subscription') {
        // Asked again now and then: an inbox may be allowed here later.
        wait = LongestWait;
        lost();
      } else if (frame.type === 'disconnect') lost();
      else if (frame.message?.event) hear(frame.message);
    };
    heard();
  };

  const again = () => {
    if (socket) return;
    clearTimeout(retry);
    connect();
  };

  const presence = setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ command: 'message', identifier, data: '{"action":"update_presence"}' }));
  }, Presence);

  addEventListener('online', again);
  connect();
  return () => {
    ended = true;
    clearTimeout(retry);
    clearInterval(presence);
    removeEventListener('online', again);
    lost();
  };
}
