-- Work that one admin does for all on this database, and who does it now (admin/Leases). Times are the database's own.
CREATE TABLE leases
(
  name        TEXT    PRIMARY KEY,
  holder      TEXT    NOT NULL,   -- of one life of a process
  token       INTEGER NOT NULL,   -- grows with each holder: what an earlier one still writes is refused
  expires_at  INTEGER NOT NULL
);

-- What jobs read and write (admin/Jobs), a piece a row, where several admins share the database. With SQLite it lies in files.
CREATE TABLE job_chunks
(
  job_id      TEXT    NOT NULL,   -- of a job, or of one that is about to be queued
  is_result   INTEGER NOT NULL,
  first_byte  INTEGER NOT NULL,   -- its place
  content     BLOB    NOT NULL,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (job_id, is_result, first_byte)
);
CREATE INDEX job_chunks_age ON job_chunks (created_at);

-- Grows each time that an admin takes a job up: what one writes that has lost it does not count.
ALTER TABLE jobs ADD COLUMN term INTEGER NOT NULL DEFAULT 0;

-- What admins keep in memory and another may have changed: counted up by each change.
CREATE TABLE versions
(
  name     TEXT    PRIMARY KEY,
  version  INTEGER NOT NULL
);
INSERT INTO versions (name, version) VALUES ('denied-hosts', 0);
