import { application } from './api';

/** As the Application API numbers them. */
export const MessageType = { Incoming: 0, Outgoing: 1, Activity: 2, Template: 3 } as const;

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'failed';

export interface Attachment {
  id: number;
  file_type: string;
  extension: string | null;
  data_url: string;
  thumb_url: string;
  file_size: number | null;
  width: number | null;
  height: number | null;
}

export interface Sender {
  id: number;
  name: string;
  type: 'user' | 'contact' | 'agent_bot';
  thumbnail?: string;
}

/** What a message offers or asks for, beside its text. */
export interface Item {
  title?: string;
  value?: string;
  description?: string;
  link?: string;
  media_url?: string;
  name?: string;
  label?: string;
  actions?: { type: string; text: string; uri?: string; payload?: string }[];
}

export interface Message {
  id: number;
  content: string | null;
  conversation_id: number;
  inbox_id: number;
  message_type: number;
  content_type: string;
  content_attributes: { deleted?: boolean; external_error?: string; items?: Item[]; submitted_values?: unknown };
  status: DeliveryStatus;
  created_at: number;
  private: boolean;
  echo_id?: string;
  sender?: Sender;
  attachments?: Attachment[];
}

/** As many messages as a page of the history has. */
export const PageSize = 20;

/** Without a cursor the newest; `before` those that are older, `after` up to 100 that are newer. The oldest comes first. */
export async function listMessages(conversationId: number, cursor: { before?: number; after?: number }, signal?: AbortSignal): Promise<Message[]> {
  const query = cursor.before ? `?before=${cursor.before}` : cursor.after ? `?after=${cursor.after}` : '';
  return (await application<{ payload: Message[] }>('get', `/conversations/${conversationId}/messages${query}`, undefined, signal)).payload;
}

export interface Draft {
  content: string;
  isPrivate: boolean;
  files: File[];
}

/** Sent again under the same `echoId` it is no second message. */
export function sendMessage(conversationId: number, draft: Draft, echoId: string): Promise<Message> {
  const headers = { 'Idempotency-Key': echoId };
  const path = `/conversations/${conversationId}/messages`;
  if (draft.files.length === 0) {
    return application('post', path, { content: draft.content, private: draft.isPrivate, message_type: 'outgoing', echo_id: echoId }, undefined, headers);
  }
  const form = new FormData();
  form.set('content', draft.content);
  form.set('private', String(draft.isPrivate));
  form.set('message_type', 'outgoing');
  form.set('echo_id', echoId);
  for (const file of draft.files) form.append('attachments[]', file, file.name);
  return application('post', path, form, undefined, headers);
}

export const retryMessage = (conversationId: number, id: number) => application<Message>('post', `/conversations/${conversationId}/messages/${id}/retry`);
