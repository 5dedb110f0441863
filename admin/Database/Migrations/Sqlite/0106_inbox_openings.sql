-- Inboxes for which rules of links ask, as edges know them (admin/Inboxes/Openings). A row outlives its inbox until edges know that it is gone.
CREATE TABLE inbox_openings
(
  inbox_id    INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL,
  is_open     INTEGER NOT NULL,
  closes_at   INTEGER NOT NULL   -- Unix milliseconds; 0: its hours do not end, or it is not open
);
