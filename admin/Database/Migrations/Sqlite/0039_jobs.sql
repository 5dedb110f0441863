-- Work that outlives its request (admin/Jobs): what was asked for, how far it is and what came of it. The files it reads and
-- writes lie in the data folder, named by `id`. A job moves on in the transaction of what it does.

CREATE TABLE jobs
(
  number         INTEGER PRIMARY KEY,      -- in order of creation
  id             TEXT    NOT NULL UNIQUE,
  account_id     INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL,
  actor_kind     TEXT    NOT NULL,         -- who asked for it, as the audit log names them
  actor_id       TEXT    NOT NULL,
  actor_name     TEXT    NOT NULL,
  request_id     TEXT,
  state          TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  request        TEXT    NOT NULL,         -- JSON, by kind
  rows_done      INTEGER NOT NULL DEFAULT 0,
  created        INTEGER NOT NULL DEFAULT 0,
  updated        INTEGER NOT NULL DEFAULT 0,
  skipped        INTEGER NOT NULL DEFAULT 0,
  failed         INTEGER NOT NULL DEFAULT 0,
  bytes_done     INTEGER NOT NULL DEFAULT 0,
  bytes_total    INTEGER NOT NULL,
  result_length  INTEGER NOT NULL DEFAULT 0,  -- bytes of the result file that count; what is behind them was never committed
  error          TEXT,
  created_at     INTEGER NOT NULL,
  started_at     INTEGER,
  finished_at    INTEGER
);
CREATE INDEX jobs_account ON jobs (account_id, number);
CREATE INDEX jobs_unfinished ON jobs (number) WHERE finished_at IS NULL;
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
