-- Tickets that POST /open gave, one a link for ever, and whom each let into its conversation (admin/Opens/Tickets).
CREATE TABLE guests
(
  link_id          INTEGER PRIMARY KEY REFERENCES links (id) ON DELETE CASCADE,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id       INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,   -- that carries the link: the first that is shown
  click_id         TEXT    NOT NULL,
  given_at         INTEGER NOT NULL,
  identifier       TEXT    UNIQUE,   -- by which the Client API knows the guest; null until the ticket is exchanged
  expires_at       INTEGER           -- when it no longer does
);
CREATE INDEX guests_account ON guests (account_id);
CREATE INDEX guests_conversation ON guests (conversation_id);
CREATE INDEX guests_message ON guests (message_id);
