-- Edges by name, each with a token of its own (admin/Edges). The first one shows the token of ONELINK_EDGE_TOKEN, which no
-- row holds.
CREATE TABLE edges
(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        TEXT    NOT NULL UNIQUE,
  token_hash  BLOB    UNIQUE,             -- SHA-256; null for the first
  accounts    TEXT    NOT NULL DEFAULT '', -- ids, separated by commas, of those that it may carry; empty for all
  created_at  INTEGER NOT NULL,
  revoked_at  INTEGER
);
INSERT INTO edges (id, name, created_at) VALUES (1, 'default', 0);

-- What those that show an edge's token told last.
CREATE TABLE edge_instances
(
  edge_id      INTEGER NOT NULL REFERENCES edges (id),
  instance     TEXT    NOT NULL,
  host         TEXT    NOT NULL,
  address      TEXT    NOT NULL,
  via          TEXT    NOT NULL,
  version      TEXT    NOT NULL,
  sequence     INTEGER NOT NULL,
  spool_bytes  INTEGER NOT NULL,
  seen_at      INTEGER NOT NULL,
  PRIMARY KEY (edge_id, instance)
);

-- Whose a change is, for edges that carry chosen accounts. Of changes before `accounts_from` that is not known.
ALTER TABLE change_log ADD COLUMN account_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed_state ADD COLUMN accounts_from INTEGER NOT NULL DEFAULT 0;
UPDATE feed_state SET accounts_from = last_sequence;
