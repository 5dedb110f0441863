-- Clicks that people asked to have erased, until that is done twice (admin/Privacy/ErasureWorker.cs), and how long an
-- account keeps its clicks.
CREATE TABLE erasures
(
  id            TEXT    PRIMARY KEY,   -- UUIDv7
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  link_id       INTEGER,               -- all clicks of this link, or
  click_id      TEXT,                  -- all clicks of the visitor of this one
  requested_at  INTEGER NOT NULL,
  passes        INTEGER NOT NULL DEFAULT 0,
  next_pass_at  INTEGER                -- null when done
);
CREATE INDEX erasures_due ON erasures (next_pass_at) WHERE next_pass_at IS NOT NULL;

ALTER TABLE accounts ADD COLUMN click_retention_days INTEGER;   -- null keeps clicks for ever
