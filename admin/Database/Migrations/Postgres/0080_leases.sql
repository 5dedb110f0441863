-- As of SQLite's step of this number, and the time by which all admins go.
CREATE FUNCTION unix_milliseconds() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

CREATE TABLE leases
(
  name        text COLLATE "C" PRIMARY KEY,
  holder      text COLLATE "C" NOT NULL,
  token       bigint           NOT NULL,
  expires_at  bigint           NOT NULL
);

CREATE TABLE job_chunks
(
  job_id      text COLLATE "C" NOT NULL,
  is_result   bigint           NOT NULL,
  first_byte  bigint           NOT NULL,
  content     bytea            NOT NULL,
  created_at  bigint           NOT NULL,
  PRIMARY KEY (job_id, is_result, first_byte)
);
CREATE INDEX job_chunks_age ON job_chunks (created_at);

ALTER TABLE jobs ADD COLUMN term bigint NOT NULL DEFAULT 0;

CREATE TABLE versions
(
  name     text COLLATE "C" PRIMARY KEY,
  version  bigint           NOT NULL
);
INSERT INTO versions (name, version) VALUES ('denied-hosts', 0);
