-- The messaging half: people, inboxes, contacts, conversations, messages, and the events that tell of their changes
-- (docs/decisions/0008-messaging-model.md).
-- Ids that an API shows are never given twice, so they are AUTOINCREMENT here. Tables of 0001 without that are made
-- again; the migrator runs each step with foreign keys off and checks all of them before it commits.
-- Times are Unix milliseconds, flags 0 or 1, JSON is text. Every row of a tenant names its account.

-- Files in storage: attachments, avatars. The bytes lie under the key.
CREATE TABLE files
(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    INTEGER REFERENCES accounts (id) ON DELETE CASCADE,   -- null: a person's avatar
  storage_key   TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  content_type  TEXT    NOT NULL,
  byte_size     INTEGER NOT NULL,
  width         INTEGER,
  height        INTEGER,
  thumbnail_key TEXT,
  created_at    INTEGER NOT NULL
);
CREATE INDEX files_account ON files (account_id, id);

CREATE TABLE new_accounts
(
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  name               TEXT    NOT NULL,
  tier               TEXT    CHECK (tier IN ('free', 'growth', 'enterprise')),
  status             TEXT    NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  locale             TEXT    NOT NULL DEFAULT 'en',
  domain             TEXT,
  support_email      TEXT,
  features           TEXT    NOT NULL DEFAULT '{}',   -- only flags that differ from their default
  limits             TEXT    NOT NULL DEFAULT '{}',
  settings           TEXT    NOT NULL DEFAULT '{}',
  custom_attributes  TEXT    NOT NULL DEFAULT '{}',
  click_retention_days  INTEGER,                      -- null keeps clicks for ever
  deleted_at         INTEGER,                         -- set: gone for every caller, its rows are being removed
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL
);
INSERT INTO new_accounts (id, name, tier, click_retention_days, created_at, updated_at)
  SELECT id, name, tier, click_retention_days, created_at, created_at FROM accounts;
DROP TABLE accounts;
ALTER TABLE new_accounts RENAME TO accounts;

-- Apart from the account's row, so that a new conversation locks no row that every request reads.
CREATE TABLE conversation_numbers
(
  account_id       INTEGER PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  last_display_id  INTEGER NOT NULL
);

CREATE TABLE new_users
(
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  email              TEXT    NOT NULL UNIQUE,         -- lower case
  name               TEXT    NOT NULL,
  display_name       TEXT,
  password_hash      TEXT    NOT NULL,                -- empty: no password opens it
  pubsub_token       TEXT    NOT NULL UNIQUE,
  is_super_admin     INTEGER NOT NULL DEFAULT 0,
  phone_number       TEXT,
  message_signature  TEXT,
  ui_settings        TEXT    NOT NULL DEFAULT '{}',
  custom_attributes  TEXT    NOT NULL DEFAULT '{}',
  avatar_file_id     INTEGER REFERENCES files (id) ON DELETE SET NULL,
  avatar_url         TEXT,
  confirmed_at       INTEGER,
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL
);
INSERT INTO new_users (id, email, name, password_hash, pubsub_token, confirmed_at, created_at, updated_at)
  SELECT id, lower(email), name, password_hash, lower(hex(randomblob(16))), created_at, created_at, created_at FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;

CREATE TABLE new_account_users
(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role          TEXT    NOT NULL CHECK (role IN ('agent', 'administrator')),
  inviter_id    INTEGER REFERENCES users (id) ON DELETE SET NULL,
  availability  TEXT    NOT NULL DEFAULT 'online' CHECK (availability IN ('online', 'offline', 'busy')),
  auto_offline  INTEGER NOT NULL DEFAULT 1,
  active_at     INTEGER,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  UNIQUE (account_id, user_id)
);
INSERT INTO new_account_users (account_id, user_id, role, created_at, updated_at)
  SELECT m.account_id, m.user_id, m.role, a.created_at, a.created_at FROM account_users m JOIN accounts a ON a.id = m.account_id;
DROP TABLE account_users;
ALTER TABLE new_account_users RENAME TO account_users;
CREATE INDEX account_users_user ON account_users (user_id, account_id);

-- Links by which a platform app lets a person sign in: once, within minutes.
CREATE TABLE sign_in_tokens
(
  token_hash  BLOB    PRIMARY KEY,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at  INTEGER NOT NULL
);
CREATE INDEX sign_in_tokens_expiry ON sign_in_tokens (expires_at);

CREATE TABLE new_platform_apps
(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        TEXT    NOT NULL,
  created_at  INTEGER NOT NULL
);
INSERT INTO new_platform_apps (id, name, created_at) SELECT id, name, created_at FROM platform_apps;
DROP TABLE platform_apps;
ALTER TABLE new_platform_apps RENAME TO platform_apps;

-- What a platform app may reach.
CREATE TABLE platform_app_permissibles
(
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  platform_app_id   INTEGER NOT NULL REFERENCES platform_apps (id) ON DELETE CASCADE,
  permissible_kind  TEXT    NOT NULL CHECK (permissible_kind IN ('account', 'user', 'agent_bot')),
  permissible_id    INTEGER NOT NULL,
  created_at        INTEGER NOT NULL,
  UNIQUE (platform_app_id, permissible_kind, permissible_id)
);
CREATE INDEX platform_app_permissibles_object ON platform_app_permissibles (permissible_kind, permissible_id);

-- Tokens of the Application and Platform APIs. Those APIs show a token again, so it is kept, sealed with the key of the
-- installation (admin/Access/AccessTokens); it is looked up by its hash. `token` holds what earlier versions kept in the
-- clear until the first start of this one has sealed it.
CREATE TABLE new_access_tokens
(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  owner_kind  TEXT    NOT NULL CHECK (owner_kind IN ('user', 'platform_app', 'agent_bot')),
  owner_id    INTEGER NOT NULL,
  token       TEXT,
  sealed      BLOB,
  token_hash  BLOB    NOT NULL UNIQUE,
  created_at  INTEGER NOT NULL,
  UNIQUE (owner_kind, owner_id)
);
INSERT INTO new_access_tokens (id, owner_kind, owner_id, token, token_hash, created_at)
  SELECT id, owner_kind, owner_id, token, token_hash, created_at FROM access_tokens;
DROP TABLE access_tokens;
ALTER TABLE new_access_tokens RENAME TO access_tokens;

CREATE TABLE agent_bots
(
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id      INTEGER REFERENCES accounts (id) ON DELETE CASCADE,   -- null: for every account
  name            TEXT    NOT NULL,
  description     TEXT,
  outgoing_url    TEXT,
  bot_type        INTEGER NOT NULL DEFAULT 0,
  bot_config      TEXT    NOT NULL DEFAULT '{}',
  secret          TEXT    NOT NULL,
  avatar_file_id  INTEGER REFERENCES files (id) ON DELETE SET NULL,
  avatar_url      TEXT,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL
);
CREATE INDEX agent_bots_account ON agent_bots (account_id, id);

CREATE TABLE teams
(
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id         INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name               TEXT    NOT NULL,                -- lower case
  description        TEXT,
  allow_auto_assign  INTEGER NOT NULL DEFAULT 1,
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  UNIQUE (account_id, name)
);

CREATE TABLE team_members
(
  team_id     INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (team_id, user_id)
);
CREATE INDEX team_members_user ON team_members (user_id, account_id);

-- Where conversations come in. A sandbox inbox calls no provider and accepts everything.
CREATE TABLE new_inboxes
(
  id                             INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id                     INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name                           TEXT    NOT NULL,
  channel                        TEXT    NOT NULL CHECK (channel IN
    ('api', 'web_widget', 'whatsapp', 'instagram', 'facebook', 'telegram', 'email', 'line', 'sms')),
  identifier                     TEXT    NOT NULL UNIQUE,
  sandbox                        INTEGER NOT NULL DEFAULT 0,
  channel_settings               TEXT    NOT NULL DEFAULT '{}',   -- what only its channel knows: website_url, additional_attributes, …
  hmac_secret                    TEXT    NOT NULL,
  hmac_mandatory                 INTEGER NOT NULL DEFAULT 0,
  webhook_url                    TEXT,
  webhook_secret                 TEXT    NOT NULL,
  greeting_enabled               INTEGER NOT NULL DEFAULT 0,
  greeting_message               TEXT,
  enable_email_collect           INTEGER NOT NULL DEFAULT 1,
  csat_survey_enabled            INTEGER NOT NULL DEFAULT 0,
  csat_config                    TEXT    NOT NULL DEFAULT '{}',
  enable_auto_assignment         INTEGER NOT NULL DEFAULT 1,
  auto_assignment_config         TEXT    NOT NULL DEFAULT '{}',
  working_hours_enabled          INTEGER NOT NULL DEFAULT 0,
  working_hours                  TEXT,                            -- null: the usual week
  out_of_office_message          TEXT,
  timezone                       TEXT    NOT NULL DEFAULT 'UTC',
  allow_messages_after_resolved  INTEGER NOT NULL DEFAULT 1,
  lock_to_single_conversation    INTEGER NOT NULL DEFAULT 0,
  sender_name_type               TEXT    NOT NULL DEFAULT 'friendly' CHECK (sender_name_type IN ('friendly', 'professional')),
  business_name                  TEXT,
  agent_bot_id                   INTEGER REFERENCES agent_bots (id) ON DELETE SET NULL,
  avatar_file_id                 INTEGER REFERENCES files (id) ON DELETE SET NULL,
  avatar_url                     TEXT,
  deleted_at                     INTEGER,                         -- set: gone for every caller, its rows are being removed
  created_at                     INTEGER NOT NULL,
  updated_at                     INTEGER NOT NULL
);
INSERT INTO new_inboxes (id, account_id, name, channel, identifier, sandbox, channel_settings, hmac_secret, webhook_secret, created_at, updated_at)
  SELECT id, account_id, name, channel, identifier, sandbox, settings, hmac_secret, lower(hex(randomblob(16))), created_at, created_at FROM inboxes;
DROP TABLE inboxes;
ALTER TABLE new_inboxes RENAME TO inboxes;
CREATE INDEX inboxes_account ON inboxes (account_id, id);
CREATE INDEX inboxes_agent_bot ON inboxes (agent_bot_id, account_id);

CREATE TABLE inbox_members
(
  inbox_id    INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (inbox_id, user_id)
);
CREATE INDEX inbox_members_user ON inbox_members (user_id, account_id);

-- `identifier` is the Application API's identifier, OnSync's externalId and OneTalk's customerUserID: one column.
-- Unique indexes let any number of nulls by, in both databases. company, city and country_code repeat
-- additional_attributes, because lists are sorted by them.
CREATE TABLE contacts
(
  id                     INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id             INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  uuid                   TEXT    NOT NULL UNIQUE,
  name                   TEXT    NOT NULL DEFAULT '',
  email                  TEXT,                        -- lower case
  phone_number           TEXT,                        -- E.164 with its plus
  identifier             TEXT,
  blocked                INTEGER NOT NULL DEFAULT 0,
  is_resolved            INTEGER NOT NULL DEFAULT 0,  -- has an e-mail address, a phone number or an identifier
  additional_attributes  TEXT    NOT NULL DEFAULT '{}',
  custom_attributes      TEXT    NOT NULL DEFAULT '{}',
  sort_name              TEXT    NOT NULL DEFAULT '', -- name in lower case
  company                TEXT,
  city                   TEXT,
  country                TEXT,
  avatar_file_id         INTEGER REFERENCES files (id) ON DELETE SET NULL,
  avatar_url             TEXT,
  last_activity_at       INTEGER,
  created_at             INTEGER NOT NULL,
  updated_at             INTEGER NOT NULL
);
CREATE UNIQUE INDEX contacts_email ON contacts (account_id, email);
CREATE UNIQUE INDEX contacts_phone_number ON contacts (account_id, phone_number);
CREATE UNIQUE INDEX contacts_identifier ON contacts (account_id, identifier);
CREATE INDEX contacts_list ON contacts (account_id, id) WHERE is_resolved = 1;
CREATE INDEX contacts_by_name ON contacts (account_id, sort_name, id) WHERE is_resolved = 1;
CREATE INDEX contacts_by_activity ON contacts (account_id, last_activity_at, id) WHERE is_resolved = 1;
CREATE INDEX contacts_by_creation ON contacts (account_id, created_at, id) WHERE is_resolved = 1;
CREATE INDEX contacts_by_company ON contacts (account_id, company, id) WHERE is_resolved = 1;
CREATE INDEX contacts_by_city ON contacts (account_id, city, id) WHERE is_resolved = 1;
CREATE INDEX contacts_by_country ON contacts (account_id, country, id) WHERE is_resolved = 1;
CREATE INDEX contacts_by_change ON contacts (account_id, updated_at, id);
CREATE INDEX contacts_avatar ON contacts (avatar_file_id) WHERE avatar_file_id IS NOT NULL;

-- A contact as one inbox knows it.
CREATE TABLE contact_inboxes
(
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id     INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id     INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  inbox_id       INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
  source_id      TEXT    NOT NULL,
  pubsub_token   TEXT    NOT NULL UNIQUE,
  hmac_verified  INTEGER NOT NULL DEFAULT 0,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  UNIQUE (inbox_id, source_id)
);
CREATE INDEX contact_inboxes_contact ON contact_inboxes (contact_id, inbox_id);

CREATE TABLE conversations
(
  id                          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id                  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  inbox_id                    INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
  contact_id                  INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  contact_inbox_id            INTEGER REFERENCES contact_inboxes (id) ON DELETE SET NULL,
  display_id                  INTEGER NOT NULL,
  uuid                        TEXT    NOT NULL UNIQUE,
  status                      INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 3),   -- open, resolved, pending, snoozed
  priority                    INTEGER CHECK (priority BETWEEN 0 AND 3),                    -- low, medium, high, urgent
  assignee_id                 INTEGER REFERENCES users (id) ON DELETE SET NULL,
  assignee_agent_bot_id       INTEGER REFERENCES agent_bots (id) ON DELETE SET NULL,
  team_id                     INTEGER REFERENCES teams (id) ON DELETE SET NULL,
  snoozed_until               INTEGER,
  additional_attributes       TEXT    NOT NULL DEFAULT '{}',
  custom_attributes           TEXT    NOT NULL DEFAULT '{}',
  agent_last_seen_at          INTEGER,
  assignee_last_seen_at       INTEGER,
  contact_last_seen_at        INTEGER,
  first_reply_created_at      INTEGER,
  waiting_since               INTEGER,
  last_activity_at            INTEGER NOT NULL,
  last_message_id             INTEGER,
  last_non_activity_message_id INTEGER,
  last_incoming_at            INTEGER,                -- time of the newest incoming message: WhatsApp's window
  created_at                  INTEGER NOT NULL,
  updated_at                  INTEGER NOT NULL,
  UNIQUE (account_id, display_id)
);
CREATE INDEX conversations_by_activity ON conversations (account_id, status, last_activity_at, id);
CREATE INDEX conversations_all_by_activity ON conversations (account_id, last_activity_at, id);
CREATE INDEX conversations_assignee ON conversations (account_id, assignee_id, status, last_activity_at, id);
CREATE INDEX conversations_inbox ON conversations (inbox_id, status, last_activity_at, id);
CREATE INDEX conversations_team ON conversations (team_id, status, last_activity_at, id);
CREATE INDEX conversations_contact ON conversations (contact_id, last_activity_at, id);
CREATE INDEX conversations_contact_inbox ON conversations (contact_inbox_id, id);
CREATE INDEX conversations_user ON conversations (assignee_id);
CREATE INDEX conversations_agent_bot ON conversations (assignee_agent_bot_id) WHERE assignee_agent_bot_id IS NOT NULL;
CREATE INDEX conversations_snoozed ON conversations (snoozed_until) WHERE status = 3;

-- Times of one conversation's messages are all different, so that a time is a cursor.
CREATE TABLE messages
(
  id                     INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id             INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  inbox_id               INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
  conversation_id        INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_type           INTEGER NOT NULL CHECK (message_type BETWEEN 0 AND 3),   -- incoming, outgoing, activity, template
  content                TEXT,
  content_type           TEXT    NOT NULL DEFAULT 'text',
  content_attributes     TEXT    NOT NULL DEFAULT '{}',
  additional_attributes  TEXT    NOT NULL DEFAULT '{}',
  is_private             INTEGER NOT NULL DEFAULT 0,
  status                 INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 3),   -- sent, delivered, read, failed
  source_id              TEXT,
  client_key             TEXT,                        -- the sender's own, by which a repeated send is known
  sender_kind            TEXT    CHECK (sender_kind IN ('user', 'contact', 'agent_bot')),
  sender_id              INTEGER,
  created_at             INTEGER NOT NULL,
  updated_at             INTEGER NOT NULL
);
CREATE UNIQUE INDEX messages_time ON messages (conversation_id, created_at);
CREATE INDEX messages_conversation ON messages (conversation_id, id);
CREATE UNIQUE INDEX messages_source ON messages (inbox_id, source_id);
CREATE UNIQUE INDEX messages_client_key ON messages (conversation_id, client_key);
CREATE INDEX messages_by_change ON messages (account_id, updated_at, id);

CREATE TABLE attachments
(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  message_id    INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  file_type     TEXT    NOT NULL,
  file_id       INTEGER REFERENCES files (id) ON DELETE SET NULL,
  external_url  TEXT,
  title         TEXT,
  meta          TEXT    NOT NULL DEFAULT '{}',
  created_at    INTEGER NOT NULL
);
CREATE INDEX attachments_message ON attachments (message_id, id);
CREATE INDEX attachments_file ON attachments (file_id) WHERE file_id IS NOT NULL;

CREATE TABLE labels
(
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  title            TEXT    NOT NULL,                  -- lower case
  description      TEXT,
  color            TEXT    NOT NULL DEFAULT '#1f93ff',
  show_on_sidebar  INTEGER NOT NULL DEFAULT 0,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  UNIQUE (account_id, title)
);

-- Labels given to contacts and conversations: free text, a row of `labels` is not needed. Shown in the order given.
CREATE TABLE contact_labels
(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id  INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  title       TEXT    NOT NULL,
  UNIQUE (contact_id, title)
);
CREATE INDEX contact_labels_title ON contact_labels (account_id, title, contact_id);

CREATE TABLE conversation_labels
(
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  title            TEXT    NOT NULL,
  UNIQUE (conversation_id, title)
);
CREATE INDEX conversation_labels_title ON conversation_labels (account_id, title, conversation_id);

CREATE TABLE custom_attribute_definitions
(
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id     INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  model          INTEGER NOT NULL CHECK (model IN (0, 1)),             -- conversation, contact
  attribute_key  TEXT    NOT NULL,
  display_name   TEXT    NOT NULL,
  display_type   INTEGER NOT NULL DEFAULT 0 CHECK (display_type BETWEEN 0 AND 7),   -- text, number, currency, percent, link, date, list, checkbox
  description    TEXT,
  list_values    TEXT    NOT NULL DEFAULT '[]',
  regex_pattern  TEXT,
  regex_cue      TEXT,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  UNIQUE (account_id, attribute_key, model)
);

CREATE TABLE canned_responses
(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  short_code  TEXT    NOT NULL,
  content     TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  UNIQUE (account_id, short_code)
);

CREATE TABLE custom_filters
(
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  user_id      INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name         TEXT    NOT NULL,
  filter_type  INTEGER NOT NULL CHECK (filter_type BETWEEN 0 AND 2),   -- conversation, contact, report
  query        TEXT    NOT NULL DEFAULT '{}',
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
);
CREATE INDEX custom_filters_user ON custom_filters (account_id, user_id, filter_type);

CREATE TABLE notes
(
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id  INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  user_id     INTEGER REFERENCES users (id) ON DELETE SET NULL,
  content     TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
);
CREATE INDEX notes_contact ON notes (contact_id, id);
CREATE INDEX notes_user ON notes (user_id);

CREATE TABLE conversation_participants
(
  conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  user_id          INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at       INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, user_id)
);
CREATE INDEX conversation_participants_user ON conversation_participants (account_id, user_id, conversation_id);

CREATE TABLE mentions
(
  conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  user_id          INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id       INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  mentioned_at     INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, user_id)
);
CREATE INDEX mentions_user ON mentions (account_id, user_id, conversation_id);

CREATE TABLE notifications
(
  id                    INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id            INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  user_id               INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  notification_type     TEXT    NOT NULL,
  conversation_id       INTEGER REFERENCES conversations (id) ON DELETE CASCADE,
  message_id            INTEGER REFERENCES messages (id) ON DELETE SET NULL,
  read_at               INTEGER,
  snoozed_until         INTEGER,
  last_activity_at      INTEGER NOT NULL,
  created_at            INTEGER NOT NULL,
  updated_at            INTEGER NOT NULL
);
CREATE INDEX notifications_user ON notifications (account_id, user_id, last_activity_at, id);
CREATE INDEX notifications_conversation ON notifications (conversation_id);
CREATE INDEX notifications_message ON notifications (message_id);

-- Addresses that are told of events. Deliveries and their state are the sender's own tables.
CREATE TABLE webhooks
(
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id     INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  surface        TEXT    NOT NULL DEFAULT 'application' CHECK (surface IN ('application', 'onsync')),
  name           TEXT,
  url            TEXT    NOT NULL,
  subscriptions  TEXT    NOT NULL,
  secret         TEXT    NOT NULL,
  inbox_id       INTEGER REFERENCES inboxes (id) ON DELETE CASCADE,
  is_paused      INTEGER NOT NULL DEFAULT 0,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  UNIQUE (account_id, surface, url)
);

-- What happened, in the order in which it became visible (admin/Events). `event_state.last_sequence` is raised at the end
-- of each transaction that raised events, for the same reason as `feed_state.last_sequence`.
CREATE TABLE event_state
(
  id             INTEGER PRIMARY KEY CHECK (id = 1),
  last_sequence  INTEGER NOT NULL
);
INSERT INTO event_state (id, last_sequence) VALUES (1, 0);

CREATE TABLE domain_events
(
  sequence            INTEGER PRIMARY KEY,
  id                  TEXT    NOT NULL,               -- a UUID: the same in every delivery of the event
  account_id          INTEGER NOT NULL,
  name                TEXT    NOT NULL,
  entity_id           INTEGER NOT NULL,
  changed_attributes  TEXT,
  data                TEXT,
  performer_kind      TEXT,
  performer_id        INTEGER,
  created_at          INTEGER NOT NULL
);
CREATE INDEX domain_events_created ON domain_events (created_at);

CREATE TABLE event_consumers
(
  name        TEXT    PRIMARY KEY,
  position    INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
);

-- Events that a consumer gave up after several tries, so that the ones behind could go on.
CREATE TABLE event_failures
(
  consumer   TEXT    NOT NULL,
  sequence   INTEGER NOT NULL,
  reason     TEXT    NOT NULL,
  failed_at  INTEGER NOT NULL,
  PRIMARY KEY (consumer, sequence)
);
