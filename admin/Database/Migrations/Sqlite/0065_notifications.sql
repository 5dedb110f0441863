-- What people want to be told of besides what they find in the list (admin/Notifications). Who has no row wants what a new
-- member wants. Each flag is the bit of its type.
CREATE TABLE notification_settings
(
  account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  user_id      INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  email_flags  INTEGER NOT NULL,
  push_flags   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  PRIMARY KEY (account_id, user_id)
);
CREATE INDEX notification_settings_user ON notification_settings (user_id);

-- A newer notification of a conversation takes the place of an older one.
CREATE INDEX notifications_of_conversation ON notifications (user_id, conversation_id);
