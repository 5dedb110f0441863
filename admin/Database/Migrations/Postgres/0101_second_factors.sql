-- As of SQLite's step of this number.
CREATE TABLE second_factors
(
  user_id        bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  sealed_secret  bytea  NOT NULL,
  confirmed_at   bigint,
  last_step      bigint NOT NULL,
  created_at     bigint NOT NULL
);
CREATE TABLE recovery_codes
(
  code_hash  bytea  PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX recovery_codes_user ON recovery_codes (user_id);
