import { open } from '../../api/api';
import { rowsOf } from './csv';

export interface RefusedRow {
  row: string;
  reason: string;
}

/** The first rows that a job refused. Its result tells of all rows and may be long: read until there are enough. */
export async function refusedRows(id: string, most: number, signal: AbortSignal): Promise<RefusedRow[]> {
  const answer = await open('/jobs/{id}/result', { path: { id }, accept: 'text/csv', signal });
  const reader = answer.body!.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>).getReader();
  const found: RefusedRow[] = [];
  let rest = '';
  let isHeader = true;
  const take = (text: string) => {
    for (const [row, result, , , reason] of rowsOf(text, ',')) {
      if (isHeader) isHeader = false;
      else if (result === 'failed') found.push({ row: row!, reason: reason ?? '' });
    }
  };
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    rest += value;
    const end = lastRowEnd(rest);
    take(rest.slice(0, end));
    rest = rest.slice(end);
    if (found.length >= most) {
      await reader.cancel();
      return found.slice(0, most);
    }
  }
  take(rest);
  return found.slice(0, most);
}

/** Behind the last line break that stands in no quotes. */
function lastRowEnd(text: string): number {
  let end = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === '\n' && !isQuoted) end = at + 1;
  }
  return end;
}
