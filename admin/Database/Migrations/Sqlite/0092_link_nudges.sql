-- Taps in conversations whose contact has not written since (admin/LinkClicks/Nudges).
CREATE TABLE link_nudges
(
  conversation_id  INTEGER PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  link_id          INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE,   -- that was tapped first
  heard_at         INTEGER NOT NULL,   -- when the contact had last written then; 0 where never
  due_at           INTEGER             -- null: told, or no longer to be told
);
CREATE INDEX link_nudges_due ON link_nudges (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX link_nudges_account ON link_nudges (account_id);
CREATE INDEX link_nudges_link ON link_nudges (link_id);
