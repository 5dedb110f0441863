-- Accounts and people are gone for every caller at once; what is left of them is removed piece by piece.

ALTER TABLE users ADD COLUMN deleted_at INTEGER;   -- set: its e-mail address is free, its rows are being removed
CREATE INDEX users_deleted ON users (id) WHERE deleted_at IS NOT NULL;
CREATE INDEX accounts_deleted ON accounts (id) WHERE deleted_at IS NOT NULL;

-- People who were taken out of an account and still have conversations and the like there.
CREATE TABLE removed_members
(
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (account_id, user_id)
);
CREATE INDEX removed_members_user ON removed_members (user_id);

-- By which a person's removal finds what refers to him.
CREATE INDEX conversation_participants_of_user ON conversation_participants (user_id);
CREATE INDEX mentions_of_user ON mentions (user_id);
CREATE INDEX notifications_of_user ON notifications (user_id);
CREATE INDEX custom_filters_of_user ON custom_filters (user_id);
CREATE INDEX account_users_inviter ON account_users (inviter_id) WHERE inviter_id IS NOT NULL;

-- Ids of deleted domains stay known when their account is deleted as well: clicks know a domain by its id alone.
CREATE TABLE new_retired_domains
(
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL,
  host        TEXT    NOT NULL
);
INSERT INTO new_retired_domains (id, account_id, host) SELECT id, account_id, host FROM retired_domains;
DROP TABLE retired_domains;
ALTER TABLE new_retired_domains RENAME TO retired_domains;

-- What an administrator did at the command line that is no account's own affair (admin/PlatformApps).
CREATE TABLE platform_app_log
(
  id               INTEGER PRIMARY KEY,
  at               INTEGER NOT NULL,
  platform_app_id  INTEGER NOT NULL,
  platform_app     TEXT    NOT NULL,               -- its name at that time
  action           TEXT    NOT NULL,
  object_kind      TEXT,
  object_id        INTEGER
);
CREATE INDEX platform_app_log_app ON platform_app_log (platform_app_id, id);
