-- As of SQLite's step of this number.
CREATE TABLE waiting_codes
(
  message_id       bigint PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  account_id       bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id  bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  code             text COLLATE "C" NOT NULL,
  created_at       bigint NOT NULL,
  attempts         bigint NOT NULL,
  next_attempt_at  bigint NOT NULL
);
CREATE INDEX waiting_codes_due ON waiting_codes (next_attempt_at);
CREATE INDEX waiting_codes_account ON waiting_codes (account_id);
CREATE INDEX waiting_codes_conversation ON waiting_codes (conversation_id);
CREATE TABLE conversation_clicks
(
  click_id         text COLLATE "C" PRIMARY KEY,
  account_id       bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id  bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  link_id          bigint NOT NULL,
  clicked_at       bigint NOT NULL
);
CREATE INDEX conversation_clicks_account ON conversation_clicks (account_id);
CREATE INDEX conversation_clicks_conversation ON conversation_clicks (conversation_id);
