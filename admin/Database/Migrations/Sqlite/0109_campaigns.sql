-- One message to each contact of an audience (admin/Campaigns). Times are Unix milliseconds.
CREATE TABLE campaigns
(
  id                   INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id           INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  inbox_id             INTEGER REFERENCES inboxes (id) ON DELETE SET NULL,
  audience_id          INTEGER REFERENCES audiences (id) ON DELETE SET NULL,
  title                TEXT    NOT NULL,
  name                 TEXT    NOT NULL,   -- by which links and stats know it
  message              TEXT,
  template_params      TEXT,               -- JSON object
  quiet_from           TEXT,               -- HH:mm on the contact's wall
  quiet_to             TEXT,
  timezone             TEXT,               -- of contacts whose own nobody knows; null: the inbox's
  messages_per_minute  INTEGER NOT NULL,
  state                TEXT    NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'scheduled', 'running', 'paused', 'completed', 'cancelled')),
  pause_reason         TEXT,
  pause_detail         TEXT,
  scheduled_at         INTEGER,
  started_at           INTEGER,
  resumed_at           INTEGER,            -- since when refusals of the provider count
  finished_at          INTEGER,
  next_send_at         INTEGER NOT NULL DEFAULT 0,   -- theoretical arrival time of the next message
  creator_id           INTEGER REFERENCES users (id) ON DELETE SET NULL,
  created_at           INTEGER NOT NULL,
  updated_at           INTEGER NOT NULL
);
CREATE UNIQUE INDEX campaigns_name ON campaigns (account_id, name);
CREATE INDEX campaigns_active ON campaigns (state, scheduled_at);
CREATE INDEX campaigns_inbox ON campaigns (inbox_id) WHERE inbox_id IS NOT NULL;
CREATE INDEX campaigns_audience ON campaigns (audience_id) WHERE audience_id IS NOT NULL;
CREATE INDEX campaigns_creator ON campaigns (creator_id) WHERE creator_id IS NOT NULL;
CREATE TABLE campaign_recipients
(
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id  INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id   INTEGER REFERENCES contacts (id) ON DELETE SET NULL,   -- null: gone
  state        TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'skipped')),
  reason       TEXT,      -- why it was skipped
  detail       TEXT,
  due_at       INTEGER,   -- not before; null unless it waits
  message_id   INTEGER REFERENCES messages (id) ON DELETE SET NULL,
  settled_at   INTEGER
);
CREATE UNIQUE INDEX campaign_recipients_contact ON campaign_recipients (contact_id, campaign_id) WHERE contact_id IS NOT NULL;
CREATE INDEX campaign_recipients_due ON campaign_recipients (campaign_id, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX campaign_recipients_state ON campaign_recipients (campaign_id, state, settled_at);
CREATE INDEX campaign_recipients_message ON campaign_recipients (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX campaign_recipients_account ON campaign_recipients (account_id);

-- Clicks of a campaign.
CREATE INDEX link_recipients_campaign ON link_recipients (account_id, campaign) WHERE campaign IS NOT NULL;
