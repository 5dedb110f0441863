-- Browsers in which people are signed in (admin/Sessions). The token itself is with the browser alone.
CREATE TABLE sessions
(
  id            TEXT    PRIMARY KEY,
  user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash    BLOB    NOT NULL UNIQUE,
  user_agent    TEXT    NOT NULL,
  network       TEXT    NOT NULL,   -- the address it was made from, without the part that tells one machine from its neighbours
  created_at    INTEGER NOT NULL,
  last_seen_at  INTEGER NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id, last_seen_at);
CREATE INDEX sessions_idle ON sessions (last_seen_at);
