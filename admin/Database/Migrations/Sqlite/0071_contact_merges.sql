-- Lists of all contacts of an account, visitors too, go by id.
CREATE INDEX contacts_by_account ON contacts (account_id, id);

-- Contacts that went into another one, as they were.
CREATE TABLE contact_merges
(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id    INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,   -- that stayed
  merged_id     INTEGER NOT NULL,
  merged        TEXT    NOT NULL,                                              -- JSON object
  performer_kind TEXT,                                                         -- null: the system
  performer_id  INTEGER,
  created_at    INTEGER NOT NULL
);
CREATE INDEX contact_merges_contact ON contact_merges (contact_id, id);
