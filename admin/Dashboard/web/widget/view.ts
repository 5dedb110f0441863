import type { Message } from './api';
import type { Chat, Person } from './chat';
import { accentOf } from './colour';
import { h, icon, Icons } from './dom';
import { inputsOf } from './fields';
import { formOf, Items, ownAddress } from './items';
import { stylesFrom } from './styles';
import { English, fill, languageOf, textIn, type Text } from './text';

export interface Look {
  position: 'left' | 'right';
  scheme: 'light' | 'dark' | 'auto';
  hidesBubble: boolean;
}

const Standard: Record<string, keyof Person> = { emailAddress: 'email', fullName: 'name', phoneNumber: 'phone_number' };

/**
 * The bubble and the panel, in a shadow root of their own, so that neither the page's styles nor these reach the other. Styles
 * come by `adoptedStyleSheets`, which no content security policy keeps out.
 */
export class View {
  isOpen = false;
  readonly #host = h('div', { id: 'onelink-widget' });
  readonly #root: HTMLElement;
  readonly #dressed: Promise<void>;
  #text: Text = English;
  #language = '';
  #items: Items | undefined;
  #drawn = new Map<string, { signature: string; element: HTMLElement }>();
  #footKind = '';
  /** What is wrong with the file that was chosen last. */
  #trouble = '';
  #before: Element | null = null;

  readonly #badge = h('span', { className: 'badge', 'aria-hidden': 'true' });
  readonly #bubble = h('button', { className: 'launcher', 'aria-haspopup': 'dialog', onclick: () => this.toggle() }, icon(Icons.chat), this.#badge);
  readonly #title = h('h2', { id: 'title' });
  readonly #status = h('p');
  readonly #avatar = h('img', { alt: '', className: 'avatar' });
  readonly #end = h('button', { onclick: () => void this.chat.end().catch((failure: unknown) => this.chat.troubled(failure)) }, icon(Icons.end));
  readonly #close = h('button', { onclick: () => this.toggle(false) }, icon(Icons.close));
  readonly #note = h('div', { className: 'note', role: 'status' });
  readonly #earlier = h('button', { className: 'earlier', onclick: () => void this.#showEarlier() });
  readonly #welcome = h('div', { className: 'welcome' });
  readonly #list = h('div', { className: 'list', role: 'log', 'aria-live': 'polite' });
  readonly #scroller = h('div', { className: 'scroller', tabIndex: 0 }, this.#earlier, this.#welcome, this.#list);
  readonly #typing = h('div', { className: 'typing', role: 'status' });
  readonly #foot = h('div', { className: 'foot' });
  readonly #panel = h(
    'section',
    { className: 'panel', role: 'dialog', hidden: true, 'aria-labelledby': 'title' },
    h('header', null, this.#avatar, h('div', null, this.#title, this.#status), this.#end, this.#close),
    this.#note,
    this.#scroller,
    this.#typing,
    this.#foot,
  );
  readonly #input = h('textarea', { rows: 1, dir: 'auto', id: 'input' });
  readonly #file = h('input', { type: 'file', multiple: true, hidden: true });
  readonly #attach = h('button', { onclick: () => this.#file.click() }, icon(Icons.clip));
  readonly #send = h('button', { type: 'submit', className: 'primary' }, icon(Icons.send));
  readonly #composer = h('form', { className: 'composer' }, this.#attach, this.#file, this.#input, this.#send);

  constructor(
    private readonly chat: Chat,
    readonly look: Look,
    private readonly tell: (name: string, detail?: unknown) => void,
  ) {
    this.#root = h('div', { className: 'root' }, this.#panel, this.#bubble);
    this.#host.attachShadow({ mode: 'open' }).append(this.#root);
    this.#dressed = this.#dress();
    this.#panel.addEventListener('keydown', (event) => this.#key(event));
    this.#composer.addEventListener('submit', (event) => (event.preventDefault(), this.#say()));
    this.#input.addEventListener('input', () => (this.#fit(), this.chat.types()));
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#say();
      }
    });
    this.#input.addEventListener('paste', (event) => {
      const files = event.clipboardData?.files;
      if (files?.length && this.#takesFiles) {
        event.preventDefault();
        this.#attachAll(files);
      }
    });
    this.#file.addEventListener('change', () => {
      if (this.#file.files) this.#attachAll(this.#file.files);
      this.#file.value = '';
    });
  }

  /** Is on the page once it has its styles. */
  async #dress() {
    const styles = await stylesFrom(this.chat.api.base);
    this.#host.shadowRoot!.adoptedStyleSheets = [styles];
    document.body.append(this.#host);
  }

  /** In this language, else in the page's, else in the browser's. */
  async speak(locale: string | null) {
    const language = languageOf([locale, document.documentElement.lang, ...navigator.languages]);
    this.#language = language;
    const [text] = await Promise.all([textIn(language, this.chat.api.base), this.#dressed]);
    // Another one was asked for meanwhile.
    if (language !== this.#language) return;
    this.#text = text;
    this.#items = new Items(this.chat, this.#text, this.#language);
    this.#root.lang = text === English ? 'en' : language;
    this.#root.dir = this.#root.lang === 'ar' ? 'rtl' : 'ltr';
    for (const [button, words] of [
      [this.#close, this.#text.close],
      [this.#end, this.#text.end],
      [this.#attach, this.#text.attach],
      [this.#send, this.#text.send],
    ] as const) {
      button.title = words;
      button.setAttribute('aria-label', words);
    }
    this.#earlier.textContent = this.#text.earlier;
    this.#input.placeholder = this.#text.write;
    this.#input.setAttribute('aria-label', this.#text.write);
    this.#drawn.clear();
    this.#list.replaceChildren();
    this.#footKind = '';
    this.draw();
  }

  toggle(isOpen = !this.isOpen) {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.#panel.hidden = !isOpen;
    if (isOpen) {
      this.#before = document.activeElement;
      this.chat.see();
      this.#toEnd();
      // Under a finger a keyboard would come up and cover what is to be read.
      const first = matchMedia('(pointer: coarse)').matches ? null : this.#foot.querySelector<HTMLElement>('input:not([hidden]), select, textarea');
      (first ?? this.#close).focus();
    } else {
      this.draw();
      if (this.look.hidesBubble && this.#before instanceof HTMLElement) this.#before.focus();
      else this.#bubble.focus();
    }
    this.tell(isOpen ? 'opened' : 'closed');
  }

  /** Shows what the chat is now. */
  draw() {
    const { chat } = this;
    const text = this.#text;
    const { config } = chat;
    const accent = accentOf(config?.widget_color);
    this.#root.style.setProperty('--accent', accent.colour);
    this.#root.style.setProperty('--on-accent', accent.on);
    this.#root.dataset.position = this.look.position;
    this.#root.dataset.scheme = this.look.scheme;
    this.#bubble.hidden = this.look.hidesBubble || !config || !this.#items;
    this.#bubble.setAttribute('aria-expanded', String(this.isOpen));
    this.#bubble.setAttribute('aria-label', this.isOpen ? text.close : chat.unread ? `${text.open}, ${fill(text.unread, { n: chat.unread })}` : text.open);
    this.#badge.textContent = chat.unread > 9 ? '9+' : String(chat.unread || '');
    this.#badge.hidden = !chat.unread;
    if (!config || !this.#items) return;

    this.#panel.setAttribute('aria-modal', String(matchMedia('(max-width: 480px)').matches));
    this.#title.textContent = config.name;
    const avatar = ownAddress(chat.api.base, config.avatar_url);
    this.#avatar.hidden = !avatar;
    if (avatar && !this.#avatar.src) this.#avatar.src = avatar;
    this.#status.textContent = config.is_open ? (config.reply_time ? text[config.reply_time] : '') : config.out_of_office_message || text.away;
    this.#end.hidden = !config.features.includes('end_conversation') || !chat.conversation || chat.status === 'resolved';
    this.#note.textContent = this.#trouble || (chat.isOnline && navigator.onLine ? '' : text.offline);
    this.#earlier.hidden = !chat.hasEarlier;
    this.#welcome.replaceChildren(
      h('strong', { dir: 'auto' }, config.welcome_title || text.welcome),
      config.welcome_tagline ? h('p', { dir: 'auto' }, config.welcome_tagline) : '',
    );
    this.#scroller.setAttribute('aria-label', fill(text.chat, { name: config.name }));
    this.#typing.textContent = chat.typist ? fill(text.typing, { name: chat.typist }) : '';
    this.#drawList(this.#items);
    this.#drawFoot();
  }

  /** Elements that stay the same stay in place: what is new is read out, and nothing else. */
  #drawList(items: Items) {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < 80;
    const drawn = new Map<string, { signature: string; element: HTMLElement }>();
    const put = (key: string, what: unknown, make: () => HTMLElement) => {
      const signature = JSON.stringify(what);
      const before = this.#drawn.get(key);
      drawn.set(key, before?.signature === signature ? before : { signature, element: make() });
    };
    let last: Message | undefined;
    for (const message of this.chat.messages) {
      const isFirst = last?.message_type !== message.message_type || last.sender?.name !== message.sender?.name;
      put(`${message.id}`, [message, isFirst], () => items.message(message, isFirst));
      last = message;
    }
    for (const { file, ...rest } of this.chat.outbox.messages) put(rest.echo, rest, () => items.outgoing({ file, ...rest }));
    if (this.chat.status === 'resolved' && this.chat.messages.length) put('ended', this.#language, () => h('p', { className: 'ended' }, this.#text.ended));
    for (const [key, { element }] of this.#drawn) if (drawn.get(key)?.element !== element) element.remove();
    let at: ChildNode | null = this.#list.firstChild;
    for (const { element } of drawn.values()) {
      if (element === at) at = at.nextSibling;
      else this.#list.insertBefore(element, at);
    }
    this.#drawn = drawn;
    if (isAtEnd) this.#toEnd();
  }

  #drawFoot() {
    const kind = this.chat.asks ? 'form' : this.chat.isOver ? 'over' : 'write';
    this.#attach.hidden = !this.#takesFiles;
    if (kind === this.#footKind) return;
    const hadFocus = this.#foot.contains(this.#host.shadowRoot!.activeElement);
    this.#footKind = kind;
    this.#foot.replaceChildren(
      kind === 'form' ? this.#questions() : kind === 'over' ? h('button', { className: 'primary', onclick: () => this.chat.renew() }, this.#text.again) : this.#composer,
    );
    if (this.isOpen && hadFocus) (this.#foot.querySelector<HTMLElement>('textarea, input:not([hidden]), .primary') ?? this.#close).focus();
  }

  #questions() {
    const { message, fields } = this.chat.config!.pre_chat_form!;
    const { elements, read } = inputsOf(
      // What the page has said already is not asked again.
      fields.filter(({ name }) => !(Standard[name] && this.chat.person[Standard[name]])),
      this.#text,
    );
    return formOf([...(message ? [h('p', { dir: 'auto' }, message)] : []), ...elements], this.#text.start, async () => {
      const person: Person = {};
      const attributes: Record<string, unknown> = {};
      for (const { field, value } of read()) {
        const own = Standard[field.name];
        if (field.kind === 'conversation_attribute') attributes[field.name] = value;
        else if (own) Object.assign(person, { [own]: value });
        else (person.custom_attributes ??= {})[field.name] = value;
      }
      await this.chat.introduce(person, attributes);
    });
  }

  get #takesFiles() {
    return this.chat.config?.features.includes('attachments') ?? false;
  }

  #say() {
    const text = this.#input.value.trim();
    if (!text) return;
    this.#trouble = '';
    this.#input.value = '';
    this.#fit();
    this.chat.say(text);
    this.#toEnd();
  }

  #attachAll(files: FileList) {
    const most = this.chat.config?.max_file_bytes ?? 0;
    this.#trouble = '';
    for (const file of files) {
      if (file.size > most) this.#trouble = fill(this.#text.tooLarge, { name: file.name, size: Math.floor(most / 2 ** 20) });
      else this.chat.say('', file);
    }
    this.draw();
    this.#toEnd();
  }

  async #showEarlier() {
    const { scrollHeight, scrollTop } = this.#scroller;
    await this.chat.earlier().catch((failure: unknown) => this.chat.troubled(failure));
    this.#scroller.scrollTop = scrollTop + this.#scroller.scrollHeight - scrollHeight;
  }

  #fit() {
    this.#input.style.height = 'auto';
    // With its border.
    this.#input.style.height = `${Math.min(this.#input.scrollHeight + 2, 120)}px`;
  }

  #toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** Escape closes; Tab stays inside. */
  #key(event: KeyboardEvent) {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      this.toggle(false);
    } else if (event.key === 'Tab') {
      const all = [...this.#panel.querySelectorAll<HTMLElement>('button, a, input, select, textarea, audio, video, [tabindex]')].filter((each) => each.checkVisibility() && !(each as HTMLButtonElement).disabled);
      const [first, last] = event.shiftKey ? [all.at(-1), all[0]] : [all[0], all.at(-1)];
      if (this.#host.shadowRoot!.activeElement === last) {
        event.preventDefault();
        first?.focus();
      }
    }
  }
}
