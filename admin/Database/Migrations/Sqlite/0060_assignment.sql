-- Conversations are given to the people of an inbox in turn (admin/Assignment).

-- Who has the smallest number is next; whoever is given a conversation, or comes in, goes to the end.
ALTER TABLE inbox_members ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;

-- The last number given. Raised before somebody is chosen, which keeps a second process from choosing at the same time.
ALTER TABLE inboxes ADD COLUMN last_turn INTEGER NOT NULL DEFAULT 0;

-- Since when an open conversation waits for somebody who can take it; null where it waits for nobody.
ALTER TABLE conversations ADD COLUMN awaits_assignee_since INTEGER;
CREATE INDEX conversations_awaiting ON conversations (inbox_id, awaits_assignee_since, id) WHERE awaits_assignee_since IS NOT NULL;
