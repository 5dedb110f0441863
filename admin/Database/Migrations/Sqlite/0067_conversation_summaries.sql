-- Summaries that rules and macros asked for (admin/Summaries). While one is pending, asking again asks for nothing.
CREATE TABLE conversation_summaries
(
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  rule_id          INTEGER NOT NULL,               -- who asked: 0 for a macro
  state            TEXT    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed')),
  attempt_count    INTEGER NOT NULL DEFAULT 0,
  next_attempt_at  INTEGER,                        -- while an attempt runs, when another process may take it for lost
  reason           TEXT,                           -- why the last attempt failed
  created_at       INTEGER NOT NULL,
  finished_at      INTEGER
);
CREATE UNIQUE INDEX conversation_summaries_pending ON conversation_summaries (conversation_id) WHERE state = 'pending';
CREATE INDEX conversation_summaries_account ON conversation_summaries (account_id);
CREATE INDEX conversation_summaries_conversation ON conversation_summaries (conversation_id);
CREATE INDEX conversation_summaries_due ON conversation_summaries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
