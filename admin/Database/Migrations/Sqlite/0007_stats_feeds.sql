-- Saved stats queries with a public address each, for tools that send no headers. The token is kept as it is: its owner is
-- shown the address again, and whoever has it reads one report and nothing else.
CREATE TABLE stats_feeds
(
  id          TEXT    PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  token       TEXT    NOT NULL UNIQUE,
  name        TEXT    NOT NULL,
  link_id     INTEGER REFERENCES links (id) ON DELETE CASCADE,  -- null: the whole account
  query       TEXT    NOT NULL,                                 -- as behind the question mark of a stats call
  created_at  INTEGER NOT NULL
);
CREATE INDEX stats_feeds_account ON stats_feeds (account_id, id);
