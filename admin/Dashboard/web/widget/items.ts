import type { Attachment, LinkCard, Message } from './api';
import type { Chat } from './chat';
import { h, icon, Icons } from './dom';
import { inputsOf } from './fields';
import type { Outgoing } from './outbox';
import { fill, type Text } from './text';

const Address = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'»]/g;
const Ratings = [1, 2, 3, 4, 5] as const;

/** How messages look. */
export class Items {
  constructor(
    private readonly chat: Chat,
    private readonly text: Text,
    private readonly language: string,
  ) {}

  /** A message of the account or of the visitor. */
  message(message: Message, isFirst: boolean): HTMLElement {
    const own = message.message_type === 0;
    const name = own ? this.text.you : message.sender?.name || this.chat.config?.name || '';
    const picture = message.sender?.avatar_url;
    return h(
      'div',
      { className: own ? 'item own' : 'item' },
      !own && h('span', { className: 'face', 'aria-hidden': 'true' }, isFirst ? this.#face(picture, name) : ''),
      h(
        'div',
        { className: 'said' },
        h('span', { className: isFirst && !own ? 'who' : 'who hidden' }, name),
        ...this.#attachments(message.attachments ?? []),
        message.content && h('div', { className: 'bubble' }, this.words(message.content)),
        ...(message.link_cards ?? []).map((card) => this.#card(card)),
        this.#question(message),
        h('time', { dateTime: new Date(message.created_at * 1000).toISOString() }, this.#time(message.created_at)),
      ),
    );
  }

  /** One that is still on its way. */
  outgoing(message: Outgoing): HTMLElement {
    const state = message.state === 'failed' ? fill(this.text.failed, { reason: message.reason ?? '' }) : this.text[message.state];
    return h(
      'div',
      { className: `item own ${message.state}` },
      h(
        'div',
        { className: 'said' },
        message.file && h('div', { className: 'file' }, icon(Icons.file), message.file.name),
        message.text && h('div', { className: 'bubble' }, this.words(message.text)),
        h(
          'span',
          { className: 'state' },
          state,
          message.state === 'failed' && h('button', { onclick: () => this.chat.outbox.retry(message.echo) }, this.text.retry),
          message.state === 'failed' && h('button', { onclick: () => this.chat.outbox.remove(message.echo) }, this.text.discard),
        ),
      ),
    );
  }

  /** A text as it was written, with its addresses as links; nothing in it is taken for markup. */
  words(text: string): HTMLElement {
    const parts: (Node | string)[] = [];
    let end = 0;
    for (const found of text.matchAll(Address)) {
      parts.push(text.slice(end, found.index), h('a', { href: found[0], target: '_blank', rel: 'noopener noreferrer' }, found[0]));
      end = found.index + found[0].length;
    }
    return h('p', { dir: 'auto' }, ...parts, text.slice(end));
  }

  #face(picture: string | undefined, name: string) {
    const own = picture && this.#own(picture);
    return own ? h('img', { src: own, alt: '', loading: 'lazy' }) : [...name.trim()][0]?.toUpperCase() ?? '';
  }

  #own(address: string) {
    return ownAddress(this.chat.api.base, address);
  }

  #attachments(attachments: readonly Attachment[]): HTMLElement[] {
    return attachments.map((attachment) => {
      const address = this.#own(attachment.data_url);
      const thumb = attachment.thumb_url && this.#own(attachment.thumb_url);
      if (address && attachment.file_type === 'audio') return h('audio', { controls: true, preload: 'none', src: address });
      if (address && attachment.file_type === 'video') return h('video', { controls: true, preload: 'metadata', src: address });
      const name = decodeURIComponent(new URL(attachment.data_url, this.chat.api.base).pathname.split('/').pop() ?? '') || this.text.file;
      const isPicture = attachment.file_type === 'image' && thumb;
      return h(
        'a',
        { className: isPicture ? 'picture' : 'file', href: address ?? attachment.data_url, target: '_blank', rel: 'noopener noreferrer' },
        isPicture
          ? h('img', { src: thumb, alt: name, width: attachment.width ?? undefined, height: attachment.height ?? undefined, loading: 'lazy' })
          : h('span', null, icon(Icons.file), name),
        !isPicture && attachment.file_size !== null && h('small', null, sizeOf(attachment.file_size, this.language)),
      );
    });
  }

  /** A short link: a tap goes its own way, and is counted as one. */
  #card({ url, host, title, description, site_name, image_url }: LinkCard) {
    const picture = image_url && this.#own(image_url);
    const image = picture && h('img', { src: picture, alt: '', loading: 'lazy', onerror: () => image && image.remove() });
    return h(
      'a',
      { className: 'card', href: url, target: '_blank', rel: 'noopener noreferrer' },
      image || null,
      h('span', { className: 'about', dir: 'auto' }, site_name && h('small', null, site_name), h('strong', null, title || host), description && h('span', null, description), h('small', { className: 'host', dir: 'ltr' }, host)),
    );
  }

  #question(message: Message): HTMLElement | null {
    const { submitted_values: answered, items } = message.content_attributes;
    switch (message.content_type) {
      case 'input_csat':
        return answered ? h('p', { className: 'answered' }, this.text.thanks) : this.#survey(message);
      case 'input_email':
        return answered
          ? h('p', { className: 'answered' }, this.text.thanks)
          : this.#email(message);
      case 'input_select':
        return answered
          ? h('p', { className: 'answered' }, titleOf(answered))
          : h(
              'div',
              { className: 'choices' },
              ...(items ?? []).map((item) => h('button', { onclick: () => this.#answer(message, [{ title: item.title, value: item.value }]) }, item.title)),
            );
      default:
        return null;
    }
  }

  #survey(message: Message) {
    let rating = 0;
    const more = h('textarea', { rows: 2, placeholder: this.text.more, 'aria-label': this.text.more, dir: 'auto' });
    const send = h('button', { type: 'submit', className: 'primary' }, this.text.send);
    const rest = h('div', { hidden: true }, more, send);
    const stars = Ratings.map((value) =>
      h(
        'button',
        {
          title: this.text[`rate${value}`],
          'aria-label': this.text[`rate${value}`],
          'aria-pressed': 'false',
          onclick: () => {
            rating = value;
            stars.forEach((each, at) => {
              each.setAttribute('aria-pressed', String(at + 1 === rating));
              each.classList.toggle('lit', at < rating);
            });
            rest.hidden = false;
            send.scrollIntoView({ block: 'nearest' });
          },
        },
        '★',
      ),
    );
    return h(
      'form',
      {
        className: 'survey',
        onsubmit: (event: Event) => {
          event.preventDefault();
          this.#answer(message, { csat_survey_response: { rating, feedback_message: more.value.trim() || undefined } });
        },
      },
      h('div', { role: 'group', 'aria-label': this.text.rate, className: 'stars' }, ...stars),
      rest,
    );
  }

  #email(message: Message) {
    const { elements, read } = inputsOf([{ name: 'email', label: this.text.email, type: 'email', required: true }], this.text);
    return formOf(elements, this.text.send, async () => {
      const email = String(read()[0]!.value);
      await this.chat.introduce({ email }, {});
      await this.chat.answer(message, { email });
    });
  }

  #answer(message: Message, values: unknown) {
    this.chat.answer(message, values).catch((failure: unknown) => this.chat.troubled(failure));
  }

  #time(seconds: number) {
    const at = new Date(seconds * 1000);
    const isToday = at.toDateString() === new Date().toDateString();
    return new Intl.DateTimeFormat(this.language, isToday ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' }).format(at);
  }
}

/** Only what lies at the server is shown: the page's visitor is seen by nobody else. */
export function ownAddress(base: string, address: string | null): string | undefined {
  try {
    const { pathname, search, href } = new URL(address ?? '', base);
    // It may be known by several names; this page is allowed one of them.
    return pathname.startsWith('/files/') ? base + pathname + search : address && href.startsWith(`${base}/`) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** A form that says what was refused. */
export function formOf(elements: HTMLElement[], label: string, send: () => Promise<unknown>) {
  const refusal = h('p', { className: 'refusal', role: 'alert' });
  const button = h('button', { type: 'submit', className: 'primary' }, label);
  return h(
    'form',
    {
      className: 'fields',
      onsubmit: (event: Event) => {
        event.preventDefault();
        button.disabled = true;
        refusal.textContent = '';
        send()
          .catch((failure: unknown) => (refusal.textContent = failure instanceof Error ? failure.message : String(failure)))
          .finally(() => (button.disabled = false));
      },
    },
    ...elements,
    refusal,
    button,
  );
}

const titleOf = (answered: unknown) => (Array.isArray(answered) ? answered.map((each: { title?: string }) => each.title ?? '').join(', ') : '');

const sizeOf = (bytes: number, language: string) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: bytes < 1e6 ? 'kilobyte' : 'megabyte', maximumFractionDigits: 1 }).format(bytes < 1e6 ? Math.ceil(bytes / 1e3) : bytes / 1e6);
