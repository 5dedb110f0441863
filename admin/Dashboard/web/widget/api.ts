/** What the Client API tells, as far as it is used here (docs/widget.md). */
export interface Config {
  name: string;
  avatar_url: string | null;
  widget_color: string | null;
  welcome_title: string | null;
  welcome_tagline: string | null;
  reply_time: 'in_a_few_minutes' | 'in_a_few_hours' | 'in_a_day' | null;
  is_open: boolean;
  out_of_office_message: string | null;
  features: string[];
  pre_chat_form: { message: string | null; fields: Field[] } | null;
  allow_messages_after_resolved: boolean;
  max_file_bytes: number;
}

export interface Field {
  name: string;
  label: string;
  type: string;
  kind?: 'standard' | 'contact_attribute' | 'conversation_attribute';
  placeholder?: string | null;
  required?: boolean;
  values?: string[];
}

export interface Contact {
  source_id: string;
  pubsub_token: string;
}

export interface Message {
  id: number;
  content: string | null;
  /** 0 from the visitor, 1 and 3 from the account. */
  message_type: number;
  content_type: string;
  content_attributes: {
    deleted?: boolean;
    items?: { title: string; value: string }[];
    submitted_values?: unknown;
  };
  created_at: number;
  conversation_id: number;
  attachments?: Attachment[];
  sender?: { name: string; available_name?: string; thumbnail?: string; avatar_url?: string };
  link_cards?: LinkCard[];
  echo_id?: string;
}

export interface Attachment {
  file_type: string;
  data_url: string;
  thumb_url: string;
  file_size: number | null;
  extension: string | null;
  width: number | null;
  height: number | null;
}

export interface LinkCard {
  url: string;
  host: string;
  title: string | null;
  description: string | null;
  site_name: string | null;
  image_url: string | null;
}

export interface Conversation {
  id: number;
  status: string;
  contact_last_seen_at: number;
  messages: Message[];
}

/** The server's refusal, or that there is none to be reached (`status` 0). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly retryAfter = 0,
  ) {
    super(message);
  }

  /** Whether the same may succeed later. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Calls one inbox. No cookie goes along, and none is taken. */
export class Api {
  constructor(
    readonly base: string,
    readonly inbox: string,
  ) {}

  async call<Answer>(method: string, path: string, body?: object | FormData, key?: string): Promise<Answer> {
    const isForm = body instanceof FormData;
    const headers: Record<string, string> = {};
    if (body && !isForm) headers['Content-Type'] = 'application/json';
    if (key) headers['Idempotency-Key'] = key;
    let answer: Response;
    try {
      answer = await fetch(`${this.base}/public/api/v1/inboxes/${encodeURIComponent(this.inbox)}${path}`, {
        method,
        headers,
        body: isForm ? body : body && JSON.stringify(body),
        credentials: 'omit',
      });
    } catch (failure) {
      throw new Refusal(0, String(failure));
    }
    const text = await answer.text().catch(() => '');
    const read = parse(text) as { message?: string; error?: string } | undefined;
    if (!answer.ok) throw new Refusal(answer.status, read?.message ?? read?.error ?? `HTTP ${answer.status}`, Number(answer.headers.get('Retry-After')) || 0);
    return read as Answer;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
