-- As of SQLite's step of this number.
CREATE TABLE link_nudges
(
  conversation_id  bigint PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  account_id       bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  link_id          bigint NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  heard_at         bigint NOT NULL,
  due_at           bigint
);
CREATE INDEX link_nudges_due ON link_nudges (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX link_nudges_account ON link_nudges (account_id);
CREATE INDEX link_nudges_link ON link_nudges (link_id);
