-- Lists and searches of a million contacts in every order. Searches find visitors too, so the indexes that hold contacts in
-- order hold them as well, beside the others.
DROP INDEX contacts_list;
DROP INDEX contacts_by_name;
DROP INDEX contacts_by_activity;
DROP INDEX contacts_by_creation;
DROP INDEX contacts_by_company;
DROP INDEX contacts_by_city;
DROP INDEX contacts_by_country;
CREATE INDEX contacts_list ON contacts (account_id, is_resolved, id);
CREATE INDEX contacts_by_name ON contacts (account_id, is_resolved, sort_name, id);
CREATE INDEX contacts_by_activity ON contacts (account_id, is_resolved, last_activity_at, id);
CREATE INDEX contacts_by_creation ON contacts (account_id, is_resolved, created_at, id);
CREATE INDEX contacts_by_company ON contacts (account_id, is_resolved, company, id);
CREATE INDEX contacts_by_city ON contacts (account_id, is_resolved, city, id);
CREATE INDEX contacts_by_country ON contacts (account_id, is_resolved, country, id);

-- How many contacts an account has that are more than visitors, and of them with each label (title '': all).
CREATE TABLE contact_counts
(
  account_id  INTEGER NOT NULL,
  title       TEXT    NOT NULL,
  count       INTEGER NOT NULL,                   -- rows of none are deleted
  PRIMARY KEY (account_id, title)
);
INSERT INTO contact_counts (account_id, title, count)
  SELECT account_id, '', COUNT(*) FROM contacts WHERE is_resolved = 1 GROUP BY account_id;
INSERT INTO contact_counts (account_id, title, count)
  SELECT c.account_id, l.title, COUNT(*) FROM contact_labels l JOIN contacts c ON c.id = l.contact_id
  WHERE c.is_resolved = 1 AND l.title <> '' GROUP BY c.account_id, l.title;

-- A contact's labels go before it, as long as it can be seen what it was counted by.
CREATE TRIGGER contact_labels_go BEFORE DELETE ON contacts BEGIN
  DELETE FROM contact_labels WHERE contact_id = old.id;
END;
CREATE TRIGGER contact_counts_insert AFTER INSERT ON contacts WHEN new.is_resolved = 1 BEGIN
  INSERT INTO contact_counts (account_id, title, count) VALUES (new.account_id, '', 1)
    ON CONFLICT (account_id, title) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER contact_counts_delete AFTER DELETE ON contacts WHEN old.is_resolved = 1 BEGIN
  UPDATE contact_counts SET count = count - 1 WHERE account_id = old.account_id AND title = '';
  DELETE FROM contact_counts WHERE account_id = old.account_id AND title = '' AND count = 0;
END;
CREATE TRIGGER contact_counts_update AFTER UPDATE OF is_resolved ON contacts WHEN old.is_resolved <> new.is_resolved BEGIN
  INSERT INTO contact_counts (account_id, title, count)
    SELECT new.account_id, title, 1 FROM (SELECT '' AS title UNION ALL SELECT title FROM contact_labels WHERE contact_id = new.id) WHERE new.is_resolved = 1
    ON CONFLICT (account_id, title) DO UPDATE SET count = count + 1;
  UPDATE contact_counts SET count = count - 1
    WHERE new.is_resolved = 0 AND account_id = new.account_id
      AND title IN (SELECT '' UNION ALL SELECT title FROM contact_labels WHERE contact_id = new.id);
  DELETE FROM contact_counts
    WHERE new.is_resolved = 0 AND account_id = new.account_id
      AND title IN (SELECT '' UNION ALL SELECT title FROM contact_labels WHERE contact_id = new.id) AND count = 0;
END;
CREATE TRIGGER contact_label_counts_insert AFTER INSERT ON contact_labels
WHEN new.title <> '' AND (SELECT is_resolved FROM contacts WHERE id = new.contact_id) = 1 BEGIN
  INSERT INTO contact_counts (account_id, title, count) VALUES (new.account_id, new.title, 1)
    ON CONFLICT (account_id, title) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER contact_label_counts_delete AFTER DELETE ON contact_labels
WHEN old.title <> '' AND (SELECT is_resolved FROM contacts WHERE id = old.contact_id) = 1 BEGIN
  UPDATE contact_counts SET count = count - 1 WHERE account_id = old.account_id AND title = old.title;
  DELETE FROM contact_counts WHERE account_id = old.account_id AND title = old.title AND count = 0;
END;
-- Of two contacts that become one the labels move.
CREATE TRIGGER contact_label_counts_update AFTER UPDATE OF contact_id ON contact_labels WHEN old.contact_id <> new.contact_id AND new.title <> '' BEGIN
  INSERT INTO contact_counts (account_id, title, count)
    SELECT new.account_id, new.title, 1 FROM contacts WHERE id = new.contact_id AND is_resolved = 1
    ON CONFLICT (account_id, title) DO UPDATE SET count = count + 1;
  UPDATE contact_counts SET count = count - 1
    WHERE account_id = old.account_id AND title = old.title AND (SELECT is_resolved FROM contacts WHERE id = old.contact_id) = 1;
  DELETE FROM contact_counts WHERE account_id = old.account_id AND title = old.title AND count = 0;
END;
