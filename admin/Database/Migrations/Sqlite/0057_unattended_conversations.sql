-- Conversations that wait for an answer, counted by who they are assigned to, among half a million that do not.
CREATE INDEX conversations_unattended ON conversations (account_id, status, assignee_id)
  WHERE first_reply_created_at IS NULL OR waiting_since IS NOT NULL;
