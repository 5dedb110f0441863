-- As of SQLite's step of this number.
ALTER TABLE sessions ADD COLUMN embedded_account_id bigint REFERENCES accounts (id) ON DELETE CASCADE;
CREATE INDEX sessions_embedded ON sessions (embedded_account_id) WHERE embedded_account_id IS NOT NULL;
