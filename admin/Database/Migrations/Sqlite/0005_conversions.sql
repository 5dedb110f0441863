-- What people did after a click (POST /events), on its way to ClickHouse (docs/formats/conversion.md). A row is written
-- before the request is answered and stays for a while after it has been shipped, so that a repeated request is known.
CREATE TABLE conversions
(
  id               TEXT    PRIMARY KEY,   -- UUIDv7
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  idempotency_key  TEXT,
  fingerprint      BLOB    NOT NULL,      -- SHA-256 of what was sent
  type             TEXT    NOT NULL,
  click_id         TEXT,                  -- as sent, or the visitor's
  external_id      TEXT,
  amount           TEXT,                  -- decimal digits
  currency         TEXT,
  metadata         TEXT    NOT NULL,
  occurred_at      INTEGER NOT NULL,
  received_at      INTEGER NOT NULL,
  attempts         INTEGER NOT NULL DEFAULT 0,
  next_attempt_at  INTEGER                -- null when ClickHouse has all there is to have
);
CREATE UNIQUE INDEX conversions_idempotency ON conversions (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX conversions_due ON conversions (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX conversions_received ON conversions (received_at);

-- The click by which a visitor is known: that of the latest conversion which named both.
CREATE TABLE conversion_visitors
(
  account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  external_id  TEXT    NOT NULL,
  click_id     TEXT    NOT NULL,
  seen_at      INTEGER NOT NULL,
  PRIMARY KEY (account_id, external_id)
);
