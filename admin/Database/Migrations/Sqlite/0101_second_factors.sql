-- A second step of signing in: codes by time (RFC 6238, admin/SecondFactors), and codes for when the device is lost.
CREATE TABLE second_factors
(
  user_id        INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  sealed_secret  BLOB    NOT NULL,   -- with the installation's key, see TokenSeal
  confirmed_at   INTEGER,            -- null until a code has shown that the device has the secret: nobody is asked for one before
  last_step      INTEGER NOT NULL,   -- the time step whose code was used last: it and all before it are used up
  created_at     INTEGER NOT NULL
);
CREATE TABLE recovery_codes
(
  code_hash  BLOB    PRIMARY KEY,
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX recovery_codes_user ON recovery_codes (user_id);
