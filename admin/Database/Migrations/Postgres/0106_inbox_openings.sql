-- As of SQLite's step of this number.
CREATE TABLE inbox_openings
(
  inbox_id    bigint PRIMARY KEY,
  account_id  bigint NOT NULL,
  is_open     bigint NOT NULL,
  closes_at   bigint NOT NULL
);
