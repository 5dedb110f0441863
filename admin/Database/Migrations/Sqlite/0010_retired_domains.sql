-- Domains that were deleted. Their ids are never given again: clicks in ClickHouse know a domain by its id alone, and
-- SQLite would give the highest one to the next domain, perhaps of another account.
CREATE TABLE retired_domains
(
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  host        TEXT    NOT NULL
);
