-- Apps that told us of an opening (POST /open): which tap led to it, so that each tap is given once, and the same answer
-- again within the hour. Rows go after two hours, as taps do in ClickHouse (analytics/Schema/0010_openable_clicks.sql).
CREATE TABLE opens
(
  click_id     TEXT    PRIMARY KEY,
  domain_id    INTEGER NOT NULL REFERENCES domains (id) ON DELETE CASCADE,
  link_id      INTEGER NOT NULL,
  address_key  INTEGER NOT NULL,   -- shared/Clicks/AddressKey.cs, as a signed number
  opened_at    INTEGER NOT NULL,
  click        TEXT,               -- where no tap led to it, the opening is a click: its row, JSON, until ClickHouse has it
  batch        TEXT                -- clicks that are sent together, under one token, also after a crash
);
CREATE INDEX opens_by_address ON opens (domain_id, link_id, address_key, opened_at);
CREATE INDEX opens_to_ship ON opens (batch, click_id) WHERE click IS NOT NULL;
CREATE INDEX opens_by_age ON opens (opened_at);

-- What an app says to name its domain: public, in every copy of the app.
ALTER TABLE domains ADD COLUMN open_token TEXT NOT NULL DEFAULT '';
UPDATE domains SET open_token = 'olo_' || lower(hex(randomblob(8)));
CREATE UNIQUE INDEX domains_by_open_token ON domains (open_token);
