-- As of SQLite's step of this number.
CREATE TABLE sessions
(
  id            text COLLATE "C" PRIMARY KEY,
  user_id       bigint           NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash    bytea            NOT NULL UNIQUE,
  user_agent    text COLLATE "C" NOT NULL,
  network       text COLLATE "C" NOT NULL,
  created_at    bigint           NOT NULL,
  last_seen_at  bigint           NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id, last_seen_at);
CREATE INDEX sessions_idle ON sessions (last_seen_at);
