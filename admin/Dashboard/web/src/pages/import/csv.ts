/** What the admin reads as well: separated by commas, semicolons or tabs, in quotes where a field holds one (RFC 4180). */
export function* rowsOf(text: string, separator = separatorOf(text)): Generator<string[]> {
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (isQuoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') (field += '"'), at++;
      else isQuoted = false;
    } else if (letter === '"' && field === '') {
      isQuoted = true;
    } else if (letter === separator) {
      row.push(field);
      field = '';
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at++;
      if (field !== '' || row.length > 0) yield [...row, field];
      row = [];
      field = '';
    } else {
      field += letter;
    }
  }
  if (field !== '' || row.length > 0) yield [...row, field];
}

/** Of the first line: whichever stands there most. */
export function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '');
  const times = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, each) => (times(each) > times(best) ? each : best));
}

/** The beginning of a file as text, in UTF-8 or, as its first bytes say, UTF-16. */
export async function beginningOf(file: Blob, bytes: number): Promise<string> {
  const part = new Uint8Array(await file.slice(0, bytes).arrayBuffer());
  const encoding = part[0] === 0xff && part[1] === 0xfe ? 'utf-16le' : part[0] === 0xfe && part[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(part, { stream: true });
}
