-- Answers by Idempotency-Key, written in the transaction of the work that they tell of (admin/Idempotency). A stream of
-- links has a row for each of its transactions.
CREATE TABLE idempotent_calls
(
  id               INTEGER PRIMARY KEY,
  api_key_id       TEXT    NOT NULL,
  idempotency_key  TEXT    NOT NULL,
  part             INTEGER NOT NULL,       -- 0 for a call that is no stream
  fingerprint      BLOB    NOT NULL,       -- SHA-256 of what was asked
  lines            INTEGER NOT NULL,       -- of a stream's part
  status           INTEGER NOT NULL,
  headers          TEXT    NOT NULL,       -- a JSON object
  body_form        INTEGER NOT NULL,       -- admin/Idempotency/BodyForm.cs
  body             BLOB    NOT NULL,
  created_at       INTEGER NOT NULL,
  UNIQUE (api_key_id, idempotency_key, part)
);
CREATE INDEX idempotent_calls_age ON idempotent_calls (created_at);
