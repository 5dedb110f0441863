-- As of SQLite's step of this number.
CREATE TABLE guests
(
  link_id          bigint PRIMARY KEY REFERENCES links (id) ON DELETE CASCADE,
  account_id       bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id  bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id       bigint NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  click_id         text COLLATE "C" NOT NULL,
  given_at         bigint NOT NULL,
  identifier       text COLLATE "C" UNIQUE,
  expires_at       bigint
);
CREATE INDEX guests_account ON guests (account_id);
CREATE INDEX guests_conversation ON guests (conversation_id);
CREATE INDEX guests_message ON guests (message_id);
