-- For whom and for which campaign a link was made, for questions by contact and campaign. A contact's number, 0 for nobody:
-- it becomes 0 again when the contact is deleted.
ALTER TABLE links ADD COLUMN IF NOT EXISTS contact_id UInt64 DEFAULT 0;

ALTER TABLE links ADD COLUMN IF NOT EXISTS campaign LowCardinality(String) DEFAULT '';
