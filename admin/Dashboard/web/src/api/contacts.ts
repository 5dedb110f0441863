import { application } from './api';
import type { Conversation } from './conversations';
import type { Agent } from './desk';

export interface Contact {
  id: number;
  name: string;
  email: string | null;
  phone_number: string | null;
  identifier: string | null;
  blocked: boolean;
  thumbnail: string;
  availability_status?: 'online' | 'offline';
  additional_attributes: Record<string, unknown>;
  custom_attributes: Record<string, unknown>;
  created_at?: number;
  last_activity_at?: number;
}

export interface Note {
  id: number;
  content: string;
  user: Agent | null;
  created_at: number;
}

export async function readContact(id: number, signal?: AbortSignal): Promise<Contact> {
  return (await application<{ payload: Contact }>('get', `/contacts/${id}`, undefined, signal)).payload;
}

export async function conversationsOf(contactId: number, signal?: AbortSignal): Promise<Conversation[]> {
  return (await application<{ payload: Conversation[] }>('get', `/contacts/${contactId}/conversations`, undefined, signal)).payload;
}

export const notesOf = (contactId: number, signal?: AbortSignal) => application<Note[]>('get', `/contacts/${contactId}/notes`, undefined, signal);

export const addNote = (contactId: number, content: string) => application<Note>('post', `/contacts/${contactId}/notes`, { note: { content } });

export const removeNote = (contactId: number, id: number) => application<unknown>('delete', `/contacts/${contactId}/notes/${id}`);
