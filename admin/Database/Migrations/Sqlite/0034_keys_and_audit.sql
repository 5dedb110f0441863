-- From where keys may be used and when they last were; how many requests an account may make; who changed what.

ALTER TABLE api_keys ADD COLUMN allowed_networks TEXT NOT NULL DEFAULT '';  -- addresses and CIDR ranges separated by commas; empty: any
ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER;                       -- written up to half a minute late

-- Requests a minute; null is the installation's default (admin/Limits).
ALTER TABLE accounts ADD COLUMN key_rate_limit INTEGER;   -- of each key
ALTER TABLE accounts ADD COLUMN rate_limit INTEGER;       -- of all keys together

-- Written in the transaction of the change. A bulk creation is one entry a transaction, which names its first and last
-- link; the ids of one transaction's links are one unbroken stretch.
CREATE TABLE audit_log
(
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  at          INTEGER NOT NULL,
  actor_kind  TEXT    NOT NULL,            -- key, user or system
  actor_id    TEXT    NOT NULL,
  actor_name  TEXT    NOT NULL,            -- at that time
  action      TEXT    NOT NULL,            -- admin/Audit/AuditAction.cs
  object_id   TEXT,                        -- null for a bulk
  object_name TEXT,                        -- at that time
  count       INTEGER NOT NULL,
  first_link  INTEGER,                     -- of a bulk
  last_link   INTEGER,
  changes     TEXT,                        -- JSON; null where nothing more is to be said
  request_id  TEXT
);
CREATE INDEX audit_log_account ON audit_log (account_id, id);
CREATE INDEX audit_log_object ON audit_log (account_id, object_id, id) WHERE object_id IS NOT NULL;
CREATE INDEX audit_log_bulk ON audit_log (account_id, first_link, last_link) WHERE first_link IS NOT NULL;
CREATE INDEX audit_log_age ON audit_log (at);
