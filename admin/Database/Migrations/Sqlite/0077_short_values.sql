-- What filters narrow down by is kept as far as PostgreSQL's indexes hold it, so that both databases hold the same: of a
-- value what it begins with (admin/Filters/FilterIndex), and none that no attribute can name, as their keys are shorter.
DROP VIEW contact_value_rows;
CREATE VIEW contact_value_rows AS
  SELECT account_id, 'city' AS field, substr(lower(city), 1, 300) AS text_value, id AS contact_id, NULL AS number_value
  FROM contacts WHERE is_resolved = 1 AND city IS NOT NULL
  UNION ALL
  SELECT account_id, 'company', substr(lower(company), 1, 300), id, NULL FROM contacts WHERE is_resolved = 1 AND company IS NOT NULL
  UNION ALL
  SELECT account_id, 'country_code', substr(lower(country_code), 1, 300), id, NULL FROM contacts WHERE is_resolved = 1 AND country_code IS NOT NULL
  UNION ALL
  SELECT account_id, 'blocked', '1', id, NULL FROM contacts WHERE is_resolved = 1 AND blocked = 1
  UNION ALL
  SELECT c.account_id, 'custom.' || a.key, substr(lower(CAST(a.value AS TEXT)), 1, 300), c.id, CASE WHEN a.type IN ('integer', 'real') THEN a.value END
  FROM contacts c, json_each(c.custom_attributes) a WHERE c.is_resolved = 1 AND a.value IS NOT NULL AND length(a.key) <= 255;

DROP VIEW conversation_value_rows;
CREATE VIEW conversation_value_rows AS
  SELECT c.account_id, a.key AS field, substr(lower(CAST(a.value AS TEXT)), 1, 300) AS text_value, c.id AS conversation_id,
         CASE WHEN a.type IN ('integer', 'real') THEN a.value END AS number_value
  FROM conversations c, json_each(c.additional_attributes) a
  WHERE a.key IN ('browser_language', 'conversation_language', 'referer', 'mail_subject', 'campaign_id') AND a.value IS NOT NULL
  UNION ALL
  SELECT c.account_id, 'custom.' || a.key, substr(lower(CAST(a.value AS TEXT)), 1, 300), c.id, CASE WHEN a.type IN ('integer', 'real') THEN a.value END
  FROM conversations c, json_each(c.custom_attributes) a WHERE a.value IS NOT NULL AND length(a.key) <= 255;

UPDATE contact_values SET text_value = substr(text_value, 1, 300) WHERE length(text_value) > 300;
DELETE FROM contact_values WHERE length(field) > 255 + length('custom.');
UPDATE conversation_values SET text_value = substr(text_value, 1, 300) WHERE length(text_value) > 300;
DELETE FROM conversation_values WHERE length(field) > 255 + length('custom.');

-- By these lists of contacts are sorted, from their attributes, which may be longer (admin/Contacts/ContactPlace).
UPDATE contacts SET company = substr(company, 1, 255), city = substr(city, 1, 255), country = substr(country, 1, 255), country_code = substr(country_code, 1, 255)
WHERE length(company) > 255 OR length(city) > 255 OR length(country) > 255 OR length(country_code) > 255;
