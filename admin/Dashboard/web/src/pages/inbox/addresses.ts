/** Whether an address in a text may become a link. */
export function isWeb(address: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

const Address = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'»]/g;

/** A text in parts, of which some are addresses. */
export function partsOf(text: string): { text: string; isAddress: boolean }[] {
  const parts: { text: string; isAddress: boolean }[] = [];
  let end = 0;
  for (const found of text.matchAll(Address)) {
    if (found.index > end) parts.push({ text: text.slice(end, found.index), isAddress: false });
    parts.push({ text: found[0], isAddress: isWeb(found[0]) });
    end = found.index + found[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isAddress: false });
  return parts;
}
