-- Webhooks of the OnSync API: a secret that still counts after it was replaced, and how many deliveries of each
-- conversation a webhook was told, which is written into them.
ALTER TABLE webhooks ADD COLUMN previous_secret TEXT;
ALTER TABLE webhooks ADD COLUMN previous_secret_until INTEGER;

CREATE TABLE webhook_sequences
(
  webhook_id    INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  ordering_key  TEXT    NOT NULL,
  last_sequence INTEGER NOT NULL,
  PRIMARY KEY (webhook_id, ordering_key)
);
