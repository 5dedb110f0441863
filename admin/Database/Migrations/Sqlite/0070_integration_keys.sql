-- Keys of the OnSync and OneTalk APIs: when they were last used, and ids that are never given twice, as APIs show them.
CREATE TABLE new_integration_keys
(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  surface       TEXT    NOT NULL CHECK (surface IN ('onsync', 'onetalk')),
  name          TEXT    NOT NULL,
  key_prefix    TEXT    NOT NULL,
  key_hash      BLOB    NOT NULL UNIQUE,
  scopes        TEXT    NOT NULL,                  -- separated by spaces
  last_used_at  INTEGER,                           -- written up to half a minute late
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL
);
INSERT INTO new_integration_keys (id, account_id, surface, name, key_prefix, key_hash, scopes, created_at, updated_at)
  SELECT id, account_id, surface, name, key_prefix, key_hash, scopes, created_at, created_at FROM integration_keys;
DROP TABLE integration_keys;
ALTER TABLE new_integration_keys RENAME TO integration_keys;
CREATE INDEX integration_keys_account ON integration_keys (account_id, surface, id);
