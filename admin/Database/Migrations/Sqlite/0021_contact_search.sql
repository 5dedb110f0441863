-- Finding contacts by any part of their name, address or number, among a million of them.

-- `search_text` is name, e-mail address and phone number in lower case, a line each.
ALTER TABLE contacts ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN country_code TEXT;
CREATE INDEX contacts_lower_identifier ON contacts (account_id, lower(identifier));

-- What the index of trigrams is made of. The account is in it, so that one tenant's many matches do not stand in the way
-- of another's few: '<7>' has three characters at least, which is what a trigram needs.
CREATE VIEW contacts_texts AS SELECT id, '<' || account_id || '>' AS tenant, search_text, identifier FROM contacts;
CREATE VIRTUAL TABLE contacts_search USING fts5
(
  tenant, search_text, identifier, content = 'contacts_texts', content_rowid = 'id', tokenize = 'trigram'
);

CREATE TRIGGER contacts_search_insert AFTER INSERT ON contacts BEGIN
  INSERT INTO contacts_search (rowid, tenant, search_text, identifier)
    VALUES (new.id, '<' || new.account_id || '>', new.search_text, new.identifier);
END;
CREATE TRIGGER contacts_search_delete AFTER DELETE ON contacts BEGIN
  INSERT INTO contacts_search (contacts_search, rowid, tenant, search_text, identifier)
    VALUES ('delete', old.id, '<' || old.account_id || '>', old.search_text, old.identifier);
END;
CREATE TRIGGER contacts_search_update AFTER UPDATE OF search_text, identifier ON contacts
WHEN old.search_text IS NOT new.search_text OR old.identifier IS NOT new.identifier BEGIN
  INSERT INTO contacts_search (contacts_search, rowid, tenant, search_text, identifier)
    VALUES ('delete', old.id, '<' || old.account_id || '>', old.search_text, old.identifier);
  INSERT INTO contacts_search (rowid, tenant, search_text, identifier)
    VALUES (new.id, '<' || new.account_id || '>', new.search_text, new.identifier);
END;
