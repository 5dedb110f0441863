/** What the inbox keeps in this browser: texts begun, by conversation, and switches. */
const Prefix = 'onelink.inbox.';

function read(key: string): string {
  try {
    return localStorage.getItem(Prefix + key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, value: string) {
  try {
    if (value) localStorage.setItem(Prefix + key, value);
    else localStorage.removeItem(Prefix + key);
  } catch {
    // A browser that keeps nothing, or has no more room.
  }
}

type Switch = 'sound' | 'notify' | 'keys' | 'details';

export const isOn = (name: Switch) => read(name) !== (name === 'notify' ? '' : 'off');

export const turn = (name: Switch, on: boolean) => write(name, on ? (name === 'notify' ? 'on' : '') : name === 'notify' ? '' : 'off');

export const draftOf = (accountId: number | undefined, id: number, isPrivate: boolean) => read(`draft.${accountId}.${id}${isPrivate ? '.note' : ''}`);

export const keepDraft = (accountId: number | undefined, id: number, isPrivate: boolean, text: string) => write(`draft.${accountId}.${id}${isPrivate ? '.note' : ''}`, text);
