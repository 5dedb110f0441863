-- Links that were made for one person, and which taps were told of one by one (admin/LinkClicks).
CREATE TABLE link_recipients
(
  link_id          INTEGER PRIMARY KEY REFERENCES links (id) ON DELETE CASCADE,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id       INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  conversation_id  INTEGER REFERENCES conversations (id) ON DELETE SET NULL,
  message_id       INTEGER REFERENCES messages (id) ON DELETE SET NULL,   -- the message that carries it
  created_at       INTEGER NOT NULL
);
CREATE INDEX link_recipients_account ON link_recipients (account_id);
CREATE INDEX link_recipients_contact ON link_recipients (contact_id);
CREATE INDEX link_recipients_conversation ON link_recipients (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX link_recipients_message ON link_recipients (message_id) WHERE message_id IS NOT NULL;

-- How far the clicks in ClickHouse have been told, by its clock.
CREATE TABLE click_position
(
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  received_at  INTEGER NOT NULL
);

-- What arrived lately is read again, as batches become visible out of order: each of these was told of already.
CREATE TABLE told_clicks
(
  click_id     TEXT    PRIMARY KEY,
  received_at  INTEGER NOT NULL
);
CREATE INDEX told_clicks_received ON told_clicks (received_at);
