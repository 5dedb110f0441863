import { ApiProblem, open, type Click } from './api';

export interface LiveNews {
  click?: Click;
  state?: 'open' | 'waiting' | 'refused';
}

const FirstWait = 1_000;
const LongestWait = 15_000;

/**
 * Clicks as they arrive. Read by fetch and not by EventSource, which can say neither the account nor the token; it connects
 * again where it left off until the signal ends it.
 */
export async function follow(link: string | undefined, tell: (news: LiveNews) => void, signal: AbortSignal): Promise<void> {
  let last = '';
  let wait = FirstWait;
  while (!signal.aborted) {
    try {
      const response = await open('/stats/live', {
        query: link ? { link: [link] } : {},
        accept: 'text/event-stream',
        headers: last ? { 'Last-Event-ID': last } : {},
        signal,
      });
      tell({ state: 'open' });
      wait = FirstWait;
      for await (const event of events(response.body!)) {
        if (event.id) last = event.id;
        if (event.name === 'click') tell({ click: JSON.parse(event.data) as Click });
      }
    } catch (failure) {
      if (signal.aborted) return;
      if (failure instanceof ApiProblem && failure.status >= 400 && failure.status < 500 && failure.status !== 429) {
        tell({ state: 'refused' });
        return;
      }
    }
    if (signal.aborted) return;
    tell({ state: 'waiting' });
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, LongestWait);
  }
}

interface ServerEvent {
  name: string;
  id: string;
  data: string;
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const event: ServerEvent = { name: 'message', id: '', data: '' };
      for (const line of rest.slice(0, end).split('\n')) {
        const colon = line.indexOf(':');
        if (colon <= 0) continue;
        const text = line.slice(colon + 1).replace(/^ /, '');
        const field = line.slice(0, colon);
        if (field === 'event') event.name = text;
        else if (field === 'id') event.id = text;
        else if (field === 'data') event.data += text;
      }
      rest = rest.slice(end + 2);
      if (event.data) yield event;
    }
  }
}
