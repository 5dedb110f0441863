-- Lists and counts of conversations in every order and for every agent, among millions of messages.

-- Unread messages are incoming ones after a time; most messages of a conversation may be answers.
CREATE INDEX messages_incoming ON messages (conversation_id, created_at) WHERE message_type = 0;

-- What an agent sees of an inbox, counted by who it is assigned to.
CREATE INDEX conversations_inbox_assignee ON conversations (inbox_id, status, assignee_id);

CREATE INDEX conversations_by_creation ON conversations (account_id, status, created_at, id);
CREATE INDEX conversations_all_by_creation ON conversations (account_id, created_at, id);
CREATE INDEX conversations_by_priority ON conversations (account_id, status, priority, last_activity_at, id);
CREATE INDEX conversations_by_waiting ON conversations (account_id, status, waiting_since, id);
CREATE INDEX conversations_by_change ON conversations (account_id, updated_at, id);

-- Files of a conversation: most messages have none.
ALTER TABLE attachments ADD COLUMN conversation_id INTEGER REFERENCES conversations (id) ON DELETE CASCADE;
UPDATE attachments SET conversation_id = (SELECT conversation_id FROM messages WHERE messages.id = attachments.message_id);
CREATE INDEX attachments_conversation ON attachments (conversation_id, id);
