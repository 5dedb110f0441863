/** All that the widget says. `{n}` and the like are filled in. Other languages are fetched by who reads them (`texts/`). */
export const English = {
  open: 'Open chat',
  unread: '{n} unread messages',
  close: 'Close chat',
  chat: 'Chat with {name}',
  in_a_few_minutes: 'We usually reply within a few minutes',
  in_a_few_hours: 'We usually reply within a few hours',
  in_a_day: 'We usually reply within a day',
  away: 'We are away just now',
  welcome: 'Hi there',
  write: 'Write a message',
  send: 'Send',
  attach: 'Attach a file',
  tooLarge: '{name} is too large: {size} MB is the most.',
  offline: 'No connection. What you write is sent as soon as there is one.',
  sending: 'Sending …',
  waiting: 'Waiting for a connection',
  failed: 'Not sent: {reason}',
  retry: 'Try again',
  discard: 'Discard',
  earlier: 'Earlier messages',
  typing: '{name} is typing …',
  end: 'End conversation',
  ended: 'This conversation has ended.',
  again: 'New conversation',
  start: 'Start chat',
  you: 'You',
  rate: 'How was this conversation?',
  rate1: 'Very bad',
  rate2: 'Bad',
  rate3: 'All right',
  rate4: 'Good',
  rate5: 'Very good',
  more: 'Anything to add?',
  thanks: 'Thank you.',
  email: 'Your e-mail address',
  choose: 'Choose …',
  file: 'File',
};

export type Text = typeof English;

const Others = ['de', 'ar'];

/** The first of these languages that the widget speaks; English where there is none. */
export const languageOf = (wishes: readonly (string | null | undefined)[]) =>
  wishes.map((wish) => wish?.toLowerCase().split(/[-_]/)[0] ?? '').find((name) => name === 'en' || Others.includes(name)) ?? 'en';

/** What it says in a language; in English where that cannot be had. */
export async function textIn(language: string, base: string): Promise<Text> {
  if (language === 'en') return English;
  try {
    const answer = await fetch(`${base}/widget/${language}.json`, { credentials: 'omit' });
    return answer.ok ? { ...English, ...((await answer.json()) as Text) } : English;
  } catch {
    return English;
  }
}

export const fill = (text: string, values: Record<string, string | number>) => text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
