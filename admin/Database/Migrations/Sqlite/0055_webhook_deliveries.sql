-- What webhooks are to be told, and what came of it (admin/Webhooks). A row is written in the transaction that moves the
-- consumer behind the event, so that each event is there once. `next_attempt_at` is null when nothing more will be tried;
-- while an attempt runs it is the time at which another process may take it for lost.
CREATE TABLE webhook_deliveries
(
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  target           TEXT    NOT NULL,               -- webhook:7 or inbox:3
  delivery_id      TEXT    NOT NULL,               -- a UUID, the same in every attempt
  event_id         TEXT    NOT NULL,
  event_name       TEXT    NOT NULL,               -- as the receiver knows it
  ordering_key     TEXT,                           -- deliveries of one target and key go out one after the other
  payload          TEXT    NOT NULL,               -- JSON, byte for byte what is sent and signed
  state            TEXT    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts         TEXT    NOT NULL DEFAULT '[]',  -- JSON: time, status or reason, and milliseconds of each
  attempt_count    INTEGER NOT NULL DEFAULT 0,
  next_attempt_at  INTEGER,
  created_at       INTEGER NOT NULL,
  finished_at      INTEGER
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (target, next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_deliveries_of_target ON webhook_deliveries (target, id);
CREATE INDEX webhook_deliveries_finished ON webhook_deliveries (finished_at) WHERE finished_at IS NOT NULL;
