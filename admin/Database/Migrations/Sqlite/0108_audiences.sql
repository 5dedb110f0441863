-- Contacts whose clicks a question to stats finds, as of when it was asked (admin/Audiences).
CREATE TABLE audiences
(
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id        INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name              TEXT    NOT NULL,
  question          TEXT    NOT NULL,   -- JSON object: parameters of stats
  asked_from        INTEGER NOT NULL,   -- the range as it was then
  asked_to          INTEGER NOT NULL,
  click_count       INTEGER NOT NULL,   -- of people, in the cell
  tied_click_count  INTEGER NOT NULL,   -- those that lead to a contact
  refreshed_at      INTEGER NOT NULL,
  created_at        INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL
);
CREATE INDEX audiences_account ON audiences (account_id);
CREATE TABLE audience_members
(
  audience_id  INTEGER NOT NULL REFERENCES audiences (id) ON DELETE CASCADE,
  contact_id   INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  PRIMARY KEY (audience_id, contact_id)
) WITHOUT ROWID;
CREATE INDEX audience_members_contact ON audience_members (contact_id);
CREATE INDEX audience_members_account ON audience_members (account_id);

-- Which clicks led to conversations, of a stretch of time.
CREATE INDEX conversation_clicks_time ON conversation_clicks (account_id, clicked_at);
