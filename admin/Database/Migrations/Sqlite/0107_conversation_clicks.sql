-- Codes of clicks that came with messages, and the clicks that led to conversations (admin/LinkClicks/Joining).
CREATE TABLE waiting_codes
(
  message_id       INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  code             TEXT NOT NULL,
  created_at       INTEGER NOT NULL,
  attempts         INTEGER NOT NULL,
  next_attempt_at  INTEGER NOT NULL
);
CREATE INDEX waiting_codes_due ON waiting_codes (next_attempt_at);
CREATE INDEX waiting_codes_account ON waiting_codes (account_id);
CREATE INDEX waiting_codes_conversation ON waiting_codes (conversation_id);
CREATE TABLE conversation_clicks
(
  click_id         TEXT PRIMARY KEY,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  link_id          INTEGER NOT NULL,
  clicked_at       INTEGER NOT NULL
);
CREATE INDEX conversation_clicks_account ON conversation_clicks (account_id);
CREATE INDEX conversation_clicks_conversation ON conversation_clicks (conversation_id);
