-- The change log that edges follow (docs/formats/feed.md), and the salts of visitor hashes.

-- One row. `last_sequence` is raised at the end of each transaction that publishes; on PostgreSQL the row lock of that
-- UPDATE is what makes sequences visible in order. `trimmed_through` is the highest sequence no longer in the log.
CREATE TABLE feed_state
(
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  last_sequence    INTEGER NOT NULL,
  trimmed_through  INTEGER NOT NULL
);
INSERT INTO feed_state (id, last_sequence, trimmed_through) VALUES (1, 0, 0);

CREATE TABLE change_log
(
  sequence    INTEGER PRIMARY KEY,
  kind        INTEGER NOT NULL,   -- shared/Feed/feed.proto, EntryKind
  entity_id   INTEGER NOT NULL,
  domain_id   INTEGER NOT NULL,
  slug_key    TEXT    NOT NULL,
  version     INTEGER NOT NULL,
  deleted     INTEGER NOT NULL,
  document    BLOB    NOT NULL,
  created_at  INTEGER NOT NULL
);
CREATE INDEX change_log_created ON change_log (created_at);

CREATE TABLE visitor_salts
(
  unix_day  INTEGER PRIMARY KEY,
  salt      BLOB    NOT NULL
);
