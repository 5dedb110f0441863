-- Finding conversations by any part of what was said in them, among millions of messages. Made as contacts_search (0021)
-- is; what only tells of changes (activity) and what the system sent by itself (template) is not searched.
CREATE VIEW messages_texts AS SELECT id, '<' || account_id || '>' AS tenant, content AS search_text FROM messages;
CREATE VIRTUAL TABLE messages_search USING fts5
(
  tenant, search_text, content = 'messages_texts', content_rowid = 'id', tokenize = 'trigram'
);
INSERT INTO messages_search (rowid, tenant, search_text)
  SELECT id, '<' || account_id || '>', content FROM messages WHERE message_type IN (0, 1);

CREATE TRIGGER messages_search_insert AFTER INSERT ON messages WHEN new.message_type IN (0, 1) BEGIN
  INSERT INTO messages_search (rowid, tenant, search_text) VALUES (new.id, '<' || new.account_id || '>', new.content);
END;
CREATE TRIGGER messages_search_delete AFTER DELETE ON messages WHEN old.message_type IN (0, 1) BEGIN
  INSERT INTO messages_search (messages_search, rowid, tenant, search_text)
    VALUES ('delete', old.id, '<' || old.account_id || '>', old.content);
END;
CREATE TRIGGER messages_search_update AFTER UPDATE OF content ON messages
WHEN old.message_type IN (0, 1) AND old.content IS NOT new.content BEGIN
  INSERT INTO messages_search (messages_search, rowid, tenant, search_text)
    VALUES ('delete', old.id, '<' || old.account_id || '>', old.content);
  INSERT INTO messages_search (rowid, tenant, search_text) VALUES (new.id, '<' || new.account_id || '>', new.content);
END;
