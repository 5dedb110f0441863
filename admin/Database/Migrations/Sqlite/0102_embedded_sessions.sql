-- A session in a frame of another site's page is bound to the account whose setting lets that site frame it (decision 0021).
ALTER TABLE sessions ADD COLUMN embedded_account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE;
CREATE INDEX sessions_embedded ON sessions (embedded_account_id) WHERE embedded_account_id IS NOT NULL;
