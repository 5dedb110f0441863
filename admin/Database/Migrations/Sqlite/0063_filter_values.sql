-- What contacts and conversations are filtered by besides their own indexed columns: the account's own attributes
-- ('custom.' and the key) and some that come from outside, in lower case, so that a filter need not open a million JSON
-- objects. Kept by triggers, in the transaction that changes the row; of contacts only those that are more than visitors,
-- as no filter finds others.
CREATE TABLE contact_values
(
  account_id    INTEGER NOT NULL,
  field         TEXT    NOT NULL,
  text_value    TEXT    NOT NULL,
  contact_id    INTEGER NOT NULL,
  number_value  REAL,                              -- of numbers
  PRIMARY KEY (account_id, field, text_value, contact_id)
) WITHOUT ROWID;

CREATE VIEW contact_value_rows AS
  SELECT account_id, 'city' AS field, lower(city) AS text_value, id AS contact_id, NULL AS number_value FROM contacts WHERE is_resolved = 1 AND city IS NOT NULL
  UNION ALL
  SELECT account_id, 'company', lower(company), id, NULL FROM contacts WHERE is_resolved = 1 AND company IS NOT NULL
  UNION ALL
  SELECT account_id, 'country_code', lower(country_code), id, NULL FROM contacts WHERE is_resolved = 1 AND country_code IS NOT NULL
  UNION ALL
  SELECT account_id, 'blocked', '1', id, NULL FROM contacts WHERE is_resolved = 1 AND blocked = 1
  UNION ALL
  SELECT c.account_id, 'custom.' || a.key, lower(CAST(a.value AS TEXT)), c.id, CASE WHEN a.type IN ('integer', 'real') THEN a.value END
  FROM contacts c, json_each(c.custom_attributes) a WHERE c.is_resolved = 1 AND a.value IS NOT NULL;

INSERT INTO contact_values (account_id, field, text_value, contact_id, number_value)
  SELECT account_id, field, text_value, contact_id, number_value FROM contact_value_rows ORDER BY 1, 2, 3, 4;
CREATE INDEX contact_values_of ON contact_values (contact_id);
CREATE INDEX contact_values_number ON contact_values (account_id, field, number_value, contact_id) WHERE number_value IS NOT NULL;

CREATE TRIGGER contact_values_insert AFTER INSERT ON contacts WHEN new.is_resolved = 1 BEGIN
  INSERT INTO contact_values (account_id, field, text_value, contact_id, number_value)
    SELECT account_id, field, text_value, contact_id, number_value FROM contact_value_rows WHERE contact_id = new.id;
END;
CREATE TRIGGER contact_values_delete AFTER DELETE ON contacts WHEN old.is_resolved = 1 BEGIN
  DELETE FROM contact_values WHERE contact_id = old.id;
END;
CREATE TRIGGER contact_values_update AFTER UPDATE OF is_resolved, blocked, city, company, country_code, custom_attributes ON contacts
WHEN old.is_resolved <> new.is_resolved OR old.blocked <> new.blocked OR old.city IS NOT new.city OR old.company IS NOT new.company
  OR old.country_code IS NOT new.country_code OR old.custom_attributes <> new.custom_attributes BEGIN
  DELETE FROM contact_values WHERE contact_id = old.id;
  INSERT INTO contact_values (account_id, field, text_value, contact_id, number_value)
    SELECT account_id, field, text_value, contact_id, number_value FROM contact_value_rows WHERE contact_id = new.id;
END;

CREATE TABLE conversation_values
(
  account_id       INTEGER NOT NULL,
  field            TEXT    NOT NULL,
  text_value       TEXT    NOT NULL,
  conversation_id  INTEGER NOT NULL,
  number_value     REAL,                           -- of numbers
  PRIMARY KEY (account_id, field, text_value, conversation_id)
) WITHOUT ROWID;

CREATE VIEW conversation_value_rows AS
  SELECT c.account_id, a.key AS field, lower(CAST(a.value AS TEXT)) AS text_value, c.id AS conversation_id,
         CASE WHEN a.type IN ('integer', 'real') THEN a.value END AS number_value
  FROM conversations c, json_each(c.additional_attributes) a
  WHERE a.key IN ('browser_language', 'conversation_language', 'referer', 'mail_subject', 'campaign_id') AND a.value IS NOT NULL
  UNION ALL
  SELECT c.account_id, 'custom.' || a.key, lower(CAST(a.value AS TEXT)), c.id, CASE WHEN a.type IN ('integer', 'real') THEN a.value END
  FROM conversations c, json_each(c.custom_attributes) a WHERE a.value IS NOT NULL;

INSERT INTO conversation_values (account_id, field, text_value, conversation_id, number_value)
  SELECT account_id, field, text_value, conversation_id, number_value FROM conversation_value_rows ORDER BY 1, 2, 3, 4;
CREATE INDEX conversation_values_of ON conversation_values (conversation_id);
CREATE INDEX conversation_values_number ON conversation_values (account_id, field, number_value, conversation_id) WHERE number_value IS NOT NULL;

CREATE TRIGGER conversation_values_insert AFTER INSERT ON conversations WHEN new.additional_attributes <> '{}' OR new.custom_attributes <> '{}' BEGIN
  INSERT INTO conversation_values (account_id, field, text_value, conversation_id, number_value)
    SELECT account_id, field, text_value, conversation_id, number_value FROM conversation_value_rows WHERE conversation_id = new.id;
END;
CREATE TRIGGER conversation_values_delete AFTER DELETE ON conversations BEGIN
  DELETE FROM conversation_values WHERE conversation_id = old.id;
END;
CREATE TRIGGER conversation_values_update AFTER UPDATE OF additional_attributes, custom_attributes ON conversations
WHEN old.additional_attributes <> new.additional_attributes OR old.custom_attributes <> new.custom_attributes BEGIN
  DELETE FROM conversation_values WHERE conversation_id = old.id;
  INSERT INTO conversation_values (account_id, field, text_value, conversation_id, number_value)
    SELECT account_id, field, text_value, conversation_id, number_value FROM conversation_value_rows WHERE conversation_id = new.id;
END;
