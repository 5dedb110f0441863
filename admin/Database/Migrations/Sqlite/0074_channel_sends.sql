-- Channels of outside providers (docs/decisions/0009-sending-through-providers.md).

-- How an inbox reaches its provider. Secrets are sealed with the installation's key (admin/Access/AccessTokens/TokenSeal.cs).
CREATE TABLE channel_connections
(
  inbox_id      INTEGER PRIMARY KEY REFERENCES inboxes (id) ON DELETE CASCADE,
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  channel       TEXT    NOT NULL,
  external_id   TEXT    NOT NULL,               -- by which the provider names it: a phone number's id, a page, a bot
  sealed        BLOB    NOT NULL,               -- JSON: tokens and secrets
  paused_until  INTEGER NOT NULL DEFAULT 0,     -- until then the provider wants no requests
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL
);
CREATE UNIQUE INDEX channel_connections_external ON channel_connections (account_id, channel, external_id);

-- What is to be sent through a provider, and what became of it: a row is written in the transaction of its message.
-- `next_attempt_at` is null when nothing more is tried; of one that is being sent it is the time at which its outcome
-- counts as unknown.
CREATE TABLE channel_sends
(
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  inbox_id         INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
  conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id       INTEGER NOT NULL UNIQUE REFERENCES messages (id) ON DELETE CASCADE,
  delivery_key     TEXT    NOT NULL UNIQUE,     -- goes along with each attempt
  state            TEXT    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unknown')),
  parts_sent       INTEGER NOT NULL DEFAULT 0,  -- of a message with several files
  attempt_count    INTEGER NOT NULL DEFAULT 0,
  failure_count    INTEGER NOT NULL DEFAULT 0,  -- those attempts that count against it
  error_code       TEXT,
  next_attempt_at  INTEGER,
  created_at       INTEGER NOT NULL,
  finished_at      INTEGER
);
CREATE INDEX channel_sends_due ON channel_sends (inbox_id, next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX channel_sends_order ON channel_sends (conversation_id, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX channel_sends_conversation ON channel_sends (conversation_id);
CREATE INDEX channel_sends_account ON channel_sends (account_id);

-- Since when somebody wants no more messages there.
ALTER TABLE contact_inboxes ADD COLUMN opted_out_at INTEGER;
