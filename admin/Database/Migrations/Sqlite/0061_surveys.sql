-- How content contacts were with resolved conversations (admin/Surveys): what they filled into the message that asked.
CREATE TABLE csat_survey_responses
(
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id         INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id    INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id         INTEGER NOT NULL UNIQUE REFERENCES messages (id) ON DELETE CASCADE,
  contact_id         INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  assigned_agent_id  INTEGER REFERENCES users (id) ON DELETE SET NULL,
  rating             INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  feedback_message   TEXT,
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL
);
CREATE INDEX csat_survey_responses_account ON csat_survey_responses (account_id, created_at, id);
CREATE INDEX csat_survey_responses_conversation ON csat_survey_responses (conversation_id);
CREATE INDEX csat_survey_responses_contact ON csat_survey_responses (contact_id);
CREATE INDEX csat_survey_responses_agent ON csat_survey_responses (assigned_agent_id) WHERE assigned_agent_id IS NOT NULL;
