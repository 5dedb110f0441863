-- Accounts, the people in them and every credential by which a request names an account.
-- Times are Unix milliseconds, flags are 0 or 1: the two databases then agree on every statement.

CREATE TABLE accounts
(
  id          INTEGER PRIMARY KEY,
  name        TEXT    NOT NULL,
  tier        TEXT    CHECK (tier IN ('free', 'growth', 'enterprise')),
  created_at  INTEGER NOT NULL
);

CREATE TABLE users
(
  id             INTEGER PRIMARY KEY,
  email          TEXT    NOT NULL UNIQUE,
  name           TEXT    NOT NULL,
  password_hash  TEXT    NOT NULL,
  created_at     INTEGER NOT NULL
);

CREATE TABLE account_users
(
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role        TEXT    NOT NULL CHECK (role IN ('agent', 'administrator')),
  PRIMARY KEY (account_id, user_id)
);

CREATE TABLE platform_apps
(
  id          INTEGER PRIMARY KEY,
  name        TEXT    NOT NULL,
  created_at  INTEGER NOT NULL
);

-- Tokens of the Application and Platform APIs. Those APIs show a user's token again in the profile, so it is kept as it
-- is; it is looked up by its hash.
CREATE TABLE access_tokens
(
  id          INTEGER PRIMARY KEY,
  owner_kind  TEXT    NOT NULL CHECK (owner_kind IN ('user', 'platform_app', 'agent_bot')),
  owner_id    INTEGER NOT NULL,
  token       TEXT    NOT NULL,
  token_hash  BLOB    NOT NULL UNIQUE,
  created_at  INTEGER NOT NULL
);
CREATE INDEX access_tokens_owner ON access_tokens (owner_kind, owner_id);

-- Keys of the links API. Scopes are separated by spaces. After a rotation the previous secret may live on for a while.
CREATE TABLE api_keys
(
  id                    TEXT    PRIMARY KEY,
  account_id            INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name                  TEXT    NOT NULL,
  public_key            TEXT    NOT NULL UNIQUE,
  secret_hash           BLOB    NOT NULL,
  previous_secret_hash  BLOB,
  previous_secret_until INTEGER,
  scopes                TEXT    NOT NULL,
  expires_at            INTEGER,
  created_at            INTEGER NOT NULL
);
CREATE INDEX api_keys_account ON api_keys (account_id, id);

-- Keys of the OnSync and OneTalk surfaces: bearer secrets, stored as hashes with a recognisable beginning.
CREATE TABLE integration_keys
(
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  surface     TEXT    NOT NULL CHECK (surface IN ('onsync', 'onetalk')),
  name        TEXT    NOT NULL,
  key_prefix  TEXT    NOT NULL,
  key_hash    BLOB    NOT NULL UNIQUE,
  scopes      TEXT    NOT NULL,
  created_at  INTEGER NOT NULL
);
CREATE INDEX integration_keys_account ON integration_keys (account_id, surface);

-- Where conversations come in. A sandbox inbox calls no provider and accepts everything.
CREATE TABLE inboxes
(
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name         TEXT    NOT NULL,
  channel      TEXT    NOT NULL CHECK (channel IN ('api', 'web_widget', 'whatsapp', 'instagram', 'facebook', 'telegram')),
  identifier   TEXT    NOT NULL UNIQUE,
  hmac_secret  TEXT    NOT NULL,
  sandbox      INTEGER NOT NULL DEFAULT 0,
  settings     TEXT    NOT NULL DEFAULT '{}',
  created_at   INTEGER NOT NULL
);
CREATE INDEX inboxes_account ON inboxes (account_id, id);
