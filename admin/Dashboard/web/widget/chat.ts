import { Refusal, type Api, type Config, type Contact, type Conversation, type Message } from './api';
import { listen, type Told } from './cable';
import { Outbox, Retry } from './outbox';
import { newSession, type Session, type SessionStore } from './session';

export interface Person {
  name?: string;
  email?: string;
  phone_number?: string;
  avatar_url?: string;
  identifier_hash?: string;
  custom_attributes?: Record<string, unknown>;
}

const PageSize = 20;

/** How far back is looked for what was missed, in pages. */
const MostPages = 25;

/** A typist who says nothing more has gone. */
const TypingTime = 30_000;

const TypingPause = 4_000;

/**
 * The visitor's conversation as the server has it, and what is on its way there. A visitor who has said nothing is unknown
 * to the server: neither contact nor socket is made for those who only read the page.
 */
export class Chat {
  config: Config | undefined;
  messages: readonly Message[] = [];
  status = '';
  typist = '';
  unread = 0;
  /** Whether what happens is heard; true where there is nothing to hear yet. */
  isOnline = true;
  hasEarlier = false;
  readonly outbox: Outbox;

  #session: Session;
  #person: Person = {};
  #stop: (() => void) | undefined;
  #unsure = false;
  #typingOff = 0;
  #typed = 0;
  #syncing: Promise<void> | undefined;
  #syncAgain = false;

  constructor(
    readonly api: Api,
    readonly store: SessionStore,
    private readonly changed: () => void,
    private readonly arrived: (message: Message) => void,
    readonly troubled: (failure: unknown) => void,
    /** Whether the visitor sees what comes. */
    private readonly isSeen: () => boolean,
  ) {
    this.#session = store.read();
    this.outbox = new Outbox(this.#session.waiting ?? [], {
      deliver: async ({ echo, ...said }) => {
        const { source } = this.#session;
        await this.#ensureConversation();
        const sent = await this.#call<Message>('POST', `${this.#path}/messages`, bodyOf(echo, said), echo);
        if (source === this.#session.source) this.#merge([sent], echo);
      },
      beginAnew: () => Boolean(this.#session.token) && (this.#forgetContact(), true),
      changed: (waiting) => {
        this.#set({ waiting });
        changed();
      },
      troubled,
    });
    store.watch(() => this.#adopt());
  }

  get conversation() {
    return this.#session.conversation;
  }

  /** Whether the form before the chat is still to be filled in. */
  get asks() {
    return Boolean(this.config?.pre_chat_form) && !this.conversation && !this.#session.introduced && this.outbox.messages.length === 0;
  }

  /** Whether nothing more can be said in this conversation. */
  get isOver() {
    return this.status === 'resolved' && this.config?.allow_messages_after_resolved === false;
  }

  get person(): Readonly<Person> {
    return this.#person;
  }

  /** What the inbox says of itself, and what was said before. */
  async start() {
    while (!this.config) {
      try {
        this.config = await this.api.call<Config>('GET', '/widget');
      } catch (failure) {
        if (!(failure instanceof Refusal && failure.passes)) throw failure;
        await new Promise((wake) => setTimeout(wake, failure.retryAfter * 1000 || Retry));
      }
    }
    this.changed();
    if (this.#session.token) {
      this.#listen();
      await this.sync();
    }
    void this.outbox.send();
  }

  /** Writes a text, or sends a file. */
  say(text: string, file?: File) {
    if (this.isOver) this.#begin();
    this.#typing(false);
    this.outbox.add(text, file);
  }

  /** The visitor is writing. */
  types() {
    const now = Date.now();
    clearTimeout(this.#typed);
    this.#typed = setTimeout(() => this.#typing(false), TypingPause);
    if (now - this.#lastTyping > TypingPause / 2) this.#typing(true, now);
  }

  #lastTyping = 0;

  #typing(isOn: boolean, now = 0) {
    clearTimeout(this.#typed);
    if (!isOn && !this.#lastTyping) return;
    this.#lastTyping = now;
    if (this.conversation) void this.#call('POST', `${this.#path}/toggle_typing`, { typing_status: isOn ? 'on' : 'off' }).catch(() => {});
  }

  /** The visitor sees what was said. */
  see() {
    const had = this.unread;
    this.unread = 0;
    this.#noteSeen();
    if (had && this.conversation) void this.#call('POST', `${this.#path}/update_last_seen`).catch(() => {});
    this.changed();
  }

  async end() {
    if (!this.conversation) return;
    const { status } = await this.#call<Conversation>('POST', `${this.#path}/toggle_status`);
    this.status = status;
    this.changed();
  }

  /** Leaves the conversation behind; the next message begins another. */
  renew() {
    this.#begin();
    this.changed();
  }

  /** Answers what a message asks. */
  async answer(message: Message, values: unknown) {
    this.#merge([await this.#call<Message>('PATCH', `${this.#path}/messages/${message.id}`, { submitted_values: values })]);
  }

  /** What the form before the chat was filled with. */
  async introduce(person: Person, attributes: Record<string, unknown>) {
    await this.#know(person);
    this.#set({ introduced: true, attributes: { ...this.#session.attributes, ...attributes } });
    this.changed();
  }

  /**
   * Whom the page knows the visitor to be. With a hash that proves it, what that person said elsewhere is there as well;
   * without one it is a claim, kept until the visitor says something.
   */
  async identify(identifier: string, person: Person) {
    const before = this.#session.identifier;
    if (before !== undefined && before !== identifier) this.reset();
    // Pages say it at every view.
    const told = digestOf([identifier, person]);
    if (told === this.#session.told) {
      this.#person = { ...this.#person, ...person };
      return;
    }
    this.#set({ identifier });
    if (this.#session.token || person.identifier_hash) {
      await this.#know(person);
      this.#set({ told });
      if (person.identifier_hash) await this.#find();
    } else this.#person = { ...this.#person, ...person };
    this.changed();
  }

  async describe(custom_attributes: Record<string, unknown>) {
    if (this.#session.token) await this.#know({ custom_attributes });
    else this.#person = { ...this.#person, custom_attributes: { ...this.#person.custom_attributes, ...custom_attributes } };
  }

  async label(label: string, isOn: boolean) {
    if (this.conversation) await this.#call(isOn ? 'POST' : 'DELETE', `${this.#path}/labels`, { labels: [label] });
    else {
      const others = (this.#session.labels ?? []).filter((each) => each !== label);
      this.#set({ labels: isOn ? [...others, label] : others });
    }
  }

  /** The next visitor of this browser is somebody else. */
  reset() {
    this.#hush();
    this.outbox.clear();
    this.store.forget();
    this.#session = newSession();
    this.#person = {};
    this.messages = [];
    this.unread = 0;
    this.status = '';
    this.hasEarlier = false;
    this.changed();
  }

  /** Reads what is there anew: whoever was away was told nothing. */
  sync(): Promise<void> {
    if (this.#syncing) {
      this.#syncAgain = true;
      return this.#syncing;
    }
    return (this.#syncing = (async () => {
      do {
        this.#syncAgain = false;
        await this.#read().catch((failure: unknown) => {
          this.troubled(failure);
          if (failure instanceof Refusal && failure.status === 404) this.#lose();
        });
      } while (this.#syncAgain);
      this.#syncing = undefined;
    })());
  }

  async earlier() {
    const first = this.messages[0];
    if (!first) return;
    const page = await this.#call<Message[]>('GET', `${this.#path}/messages?before=${first.id}`);
    this.hasEarlier = page.length === PageSize;
    this.#merge(page);
  }

  get #contact() {
    return `/contacts/${encodeURIComponent(this.#session.source)}`;
  }

  get #path() {
    return `${this.#contact}/conversations/${this.conversation}`;
  }

  async #read() {
    if (!this.conversation) {
      await this.#find();
      return;
    }
    const source = this.#session.source;
    const known = new Set(this.messages.map((message) => message.id));
    const conversation = await this.#call<Conversation>('GET', this.#path);
    let page = conversation.messages;
    const read = [...page];
    // Back to what is known: a whole page of news may be only the end of it.
    for (let count = 1; known.size && count < MostPages && page.length === PageSize && !page.some((message) => known.has(message.id)); count++) {
      page = await this.#call<Message[]>('GET', `${this.#path}/messages?before=${page[0]!.id}`);
      read.unshift(...page);
    }
    if (source !== this.#session.source || conversation.id !== this.conversation) return;
    if (!known.size) {
      this.hasEarlier = page.length === PageSize;
      // The server's time has seconds, this browser knows which was the last; another may have seen more.
      const since = conversation.contact_last_seen_at + (this.#session.seen ? 0 : 1);
      this.unread = this.isSeen() ? 0 : read.filter(({ id, message_type, created_at }) => message_type !== 0 && created_at >= since && id > (this.#session.seen ?? 0)).length;
    } else {
      for (const message of read) if (!known.has(message.id)) this.#announce(message);
    }
    this.status = conversation.status;
    this.#merge(read);
  }

  /** Looks for the visitor's last conversation. */
  async #find() {
    const all = await this.#call<Conversation[]>('GET', `${this.#contact}/conversations`);
    const open = all.filter((each) => each.status !== 'resolved');
    const found = (open.length ? open : all).reduce((newest, { id }) => Math.max(newest, id), 0);
    if (!found) return;
    if (found !== this.conversation) {
      this.messages = [];
      this.#set({ conversation: found });
    }
    await this.#read();
  }

  #begin() {
    this.messages = [];
    this.status = '';
    this.hasEarlier = false;
    this.#set({ conversation: undefined, introduced: true });
  }

  /** Makes the contact, or changes it. */
  async #know(person: Person) {
    const all = { ...this.#person, ...person, identifier: this.#session.identifier };
    const contact = this.#session.token
      ? await this.#call<Contact>('PATCH', this.#contact, all)
      : await this.#call<Contact>('POST', '/contacts', { ...all, source_id: this.#session.source });
    this.#person = { ...this.#person, ...person };
    const isNew = this.#session.token !== contact.pubsub_token;
    this.#set({ source: contact.source_id, token: contact.pubsub_token });
    if (isNew) this.#listen();
  }

  async #ensureConversation() {
    if (!this.#session.token) await this.#know({});
    if (this.conversation) return;
    // A conversation may have been made although the answer was lost.
    if (this.#unsure) await this.#find();
    if (this.conversation && this.status !== 'resolved') return;
    this.#unsure = true;
    const made = await this.#call<Conversation>('POST', `${this.#contact}/conversations`, { custom_attributes: this.#session.attributes });
    this.#unsure = false;
    const labels = this.#session.labels;
    this.#set({ conversation: made.id, attributes: undefined, labels: undefined });
    this.status = made.status;
    if (labels?.length) await this.#call('POST', `${this.#path}/labels`, { labels }).catch((failure: unknown) => this.troubled(failure));
  }

  /** What is not there any more: the conversation, and if there is none either, the visitor. */
  #lose() {
    if (!this.conversation) return this.#forgetContact();
    this.messages = [];
    this.#set({ conversation: undefined });
    this.#syncAgain = true;
  }

  #forgetContact() {
    this.#hush();
    this.messages = [];
    this.#set({ ...newSession(), conversation: undefined });
  }

  #listen() {
    this.#hush();
    this.isOnline = false;
    this.#stop = listen(
      this.api.base,
      this.#session.token,
      (told) => this.#hear(told),
      (isOpen) => {
        this.isOnline = isOpen;
        if (isOpen) {
          if (this.conversation) void this.sync();
          void this.outbox.send();
        }
        this.changed();
      },
    );
  }

  #hush() {
    this.#stop?.();
    this.#stop = undefined;
    this.isOnline = true;
    this.typist = '';
  }

  #hear(told: Told) {
    switch (told.event) {
      case 'message.created':
        if (told.data.conversation_id !== this.conversation) {
          // Somebody of the account has begun another conversation with the visitor, or another tab has.
          if (told.data.conversation_id > (this.conversation ?? 0) && !this.outbox.isBusy) {
            this.messages = [];
            this.#set({ conversation: told.data.conversation_id });
            void this.sync();
            if (told.data.message_type !== 0) this.#announce(told.data);
          }
          return;
        }
        if (!this.messages.some((message) => message.id === told.data.id)) this.#announce(told.data);
        if (told.data.message_type !== 0) this.typist = '';
        this.#merge([told.data], told.data.echo_id);
        // Cards of links come with the answer to a question alone.
        if (told.data.content?.includes('://')) void this.sync();
        break;
      case 'message.updated':
        for (const { id, content, link_cards } of this.messages) {
          if (id === told.data.id) this.#merge([content === told.data.content ? { ...told.data, link_cards } : told.data]);
        }
        break;
      case 'conversation.status_changed':
      case 'conversation.updated':
        if (told.data.id === this.conversation) {
          this.status = told.data.status;
          this.changed();
        }
        break;
      case 'conversation.typing_on':
      case 'conversation.typing_off':
        if (told.data.conversation.id === this.conversation && !told.data.is_private) {
          clearTimeout(this.#typingOff);
          this.typist = told.event === 'conversation.typing_on' ? (told.data.user?.name ?? '…') : '';
          if (this.typist) this.#typingOff = setTimeout(() => ((this.typist = ''), this.changed()), TypingTime);
          this.changed();
        }
        break;
    }
  }

  #announce(message: Message) {
    if (message.message_type === 0) return;
    if (this.isSeen()) {
      if (this.conversation) void this.#call('POST', `${this.#path}/update_last_seen`).catch(() => {});
    } else this.unread++;
    this.arrived(message);
  }

  #merge(news: readonly Message[], sent?: string) {
    const all = new Map(this.messages.map((message) => [message.id, message]));
    for (const message of news) all.set(message.id, shown(message));
    this.messages = [...all.values()].sort((one, other) => one.id - other.id);
    if (sent) this.outbox.remove(sent);
    if (this.isSeen()) this.#noteSeen();
    this.changed();
  }

  #noteSeen() {
    const last = this.messages.at(-1)?.id;
    if (last && last !== this.#session.seen) this.#set({ seen: last });
  }

  #set(change: Partial<Session>) {
    this.#session = { ...this.#session, ...change };
    this.store.write(this.#session);
  }

  /** Another tab has begun, gone on or ended. */
  #adopt() {
    const kept = this.store.read();
    if (!kept.token || (kept.token === this.#session.token && kept.conversation === this.conversation)) return;
    const isOther = kept.token !== this.#session.token;
    if (isOther || kept.conversation !== this.conversation) this.messages = [];
    this.#session = { ...kept, waiting: this.#session.waiting };
    if (isOther) this.#listen();
    else void this.sync();
  }

  #call<Answer>(method: string, path: string, body?: object, key?: string) {
    return this.api.call<Answer>(method, path, body, key);
  }
}

/** What is shown of a message, whichever way it came: the same is the same then. */
function shown({ id, content, message_type, content_type, content_attributes, created_at, conversation_id, attachments, sender, link_cards }: Message): Message {
  return {
    id,
    content,
    message_type,
    content_type,
    content_attributes,
    created_at,
    conversation_id,
    attachments,
    link_cards,
    sender: sender && { name: sender.available_name || sender.name, avatar_url: sender.avatar_url || sender.thumbnail },
  };
}

/** Tells whether the same was said before; keeps nothing of what it was. */
function digestOf(value: unknown) {
  let digest = 0;
  for (const letter of JSON.stringify(value)) digest = (Math.imul(digest, 31) + letter.codePointAt(0)!) | 0;
  return digest;
}

function bodyOf(echo_id: string, { text, file }: { text: string; file?: File }) {
  if (!file) return { content: text, echo_id };
  const form = new FormData();
  if (text) form.set('content', text);
  form.set('echo_id', echo_id);
  form.append('attachments[]', file);
  return form;
}
