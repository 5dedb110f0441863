-- Rules that act by themselves, and macros: the same actions done when somebody says so (admin/Automation).
CREATE TABLE automation_rules
(
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name         TEXT    NOT NULL,
  description  TEXT,
  event_name   TEXT    NOT NULL,
  conditions   TEXT    NOT NULL DEFAULT '[]',   -- JSON, as the client wrote it
  actions      TEXT    NOT NULL DEFAULT '[]',   -- JSON, as the client wrote it
  is_active    INTEGER NOT NULL DEFAULT 1,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
);
CREATE INDEX automation_rules_account ON automation_rules (account_id, id);

CREATE TABLE macros
(
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id     INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name           TEXT    NOT NULL,
  visibility     INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 1),   -- personal, global
  actions        TEXT    NOT NULL DEFAULT '[]',
  created_by_id  INTEGER REFERENCES users (id) ON DELETE SET NULL,
  updated_by_id  INTEGER REFERENCES users (id) ON DELETE SET NULL,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL
);
CREATE INDEX macros_account ON macros (account_id, id);
CREATE INDEX macros_created_by ON macros (created_by_id);
CREATE INDEX macros_updated_by ON macros (updated_by_id);

-- Addresses that actions call. Deliveries name them (automation:3), so that one that is dead holds up no other.
CREATE TABLE automation_addresses
(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  url         TEXT    NOT NULL,
  UNIQUE (account_id, url)
);
