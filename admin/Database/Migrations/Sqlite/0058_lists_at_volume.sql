-- Lists of half a million conversations in every order, without sorting what matches.

-- What lists are narrowed by is in the indexes that hold them in order, so that passing over a conversation of another inbox,
-- team or person reads nothing else.
DROP INDEX conversations_by_activity;
DROP INDEX conversations_all_by_activity;
DROP INDEX conversations_by_creation;
DROP INDEX conversations_all_by_creation;
DROP INDEX conversations_by_priority;
DROP INDEX conversations_by_waiting;
CREATE INDEX conversations_by_activity ON conversations (account_id, status, last_activity_at, id, inbox_id, team_id, assignee_id);
CREATE INDEX conversations_all_by_activity ON conversations (account_id, last_activity_at, id, status, inbox_id, team_id, assignee_id, display_id);
CREATE INDEX conversations_by_creation ON conversations (account_id, status, created_at, id, inbox_id, team_id, assignee_id);
CREATE INDEX conversations_all_by_creation ON conversations (account_id, created_at, id, status, inbox_id, team_id, assignee_id);
CREATE INDEX conversations_by_priority ON conversations (account_id, status, priority, last_activity_at, id, inbox_id, team_id, assignee_id);
CREATE INDEX conversations_by_priority_and_creation ON conversations (account_id, status, priority, created_at, id, inbox_id, team_id, assignee_id);
CREATE INDEX conversations_by_waiting ON conversations (account_id, status, waiting_since, id, inbox_id, team_id, assignee_id, first_reply_created_at);

DROP INDEX conversations_unattended;
CREATE INDEX conversations_unattended ON conversations (account_id, status, assignee_id, inbox_id, team_id)
  WHERE first_reply_created_at IS NULL OR waiting_since IS NOT NULL;

-- How many there are, by priority too.
DROP TRIGGER conversation_counts_insert;
DROP TRIGGER conversation_counts_delete;
DROP TRIGGER conversation_counts_update;
DROP TABLE conversation_counts;
CREATE TABLE conversation_counts
(
  account_id   INTEGER NOT NULL,
  inbox_id     INTEGER NOT NULL,
  status       INTEGER NOT NULL,
  team_id      INTEGER NOT NULL,                  -- 0: none
  assignee_id  INTEGER NOT NULL,                  -- 0: nobody
  priority     INTEGER NOT NULL,                  -- -1: none
  count        INTEGER NOT NULL,                  -- rows of none are deleted
  PRIMARY KEY (account_id, inbox_id, status, team_id, assignee_id, priority)
);
INSERT INTO conversation_counts (account_id, inbox_id, status, team_id, assignee_id, priority, count)
  SELECT account_id, inbox_id, status, COALESCE(team_id, 0), COALESCE(assignee_id, 0), COALESCE(priority, -1), COUNT(*)
  FROM conversations GROUP BY account_id, inbox_id, status, COALESCE(team_id, 0), COALESCE(assignee_id, 0), COALESCE(priority, -1);

CREATE TRIGGER conversation_counts_insert AFTER INSERT ON conversations BEGIN
  INSERT INTO conversation_counts (account_id, inbox_id, status, team_id, assignee_id, priority, count)
    VALUES (new.account_id, new.inbox_id, new.status, COALESCE(new.team_id, 0), COALESCE(new.assignee_id, 0), COALESCE(new.priority, -1), 1)
    ON CONFLICT (account_id, inbox_id, status, team_id, assignee_id, priority) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER conversation_counts_delete AFTER DELETE ON conversations BEGIN
  UPDATE conversation_counts SET count = count - 1
    WHERE account_id = old.account_id AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0) AND priority = COALESCE(old.priority, -1);
  DELETE FROM conversation_counts
    WHERE account_id = old.account_id AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0) AND priority = COALESCE(old.priority, -1) AND count = 0;
END;
CREATE TRIGGER conversation_counts_update AFTER UPDATE OF inbox_id, status, team_id, assignee_id, priority ON conversations
WHEN old.inbox_id <> new.inbox_id OR old.status <> new.status OR old.team_id IS NOT new.team_id OR old.assignee_id IS NOT new.assignee_id
  OR old.priority IS NOT new.priority BEGIN
  INSERT INTO conversation_counts (account_id, inbox_id, status, team_id, assignee_id, priority, count)
    VALUES (new.account_id, new.inbox_id, new.status, COALESCE(new.team_id, 0), COALESCE(new.assignee_id, 0), COALESCE(new.priority, -1), 1)
    ON CONFLICT (account_id, inbox_id, status, team_id, assignee_id, priority) DO UPDATE SET count = count + 1;
  UPDATE conversation_counts SET count = count - 1
    WHERE account_id = old.account_id AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0) AND priority = COALESCE(old.priority, -1);
  DELETE FROM conversation_counts
    WHERE account_id = old.account_id AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0) AND priority = COALESCE(old.priority, -1) AND count = 0;
END;

-- The same of each label.
CREATE TABLE conversation_label_counts
(
  account_id   INTEGER NOT NULL,
  title        TEXT    NOT NULL,
  inbox_id     INTEGER NOT NULL,
  status       INTEGER NOT NULL,
  team_id      INTEGER NOT NULL,                  -- 0: none
  assignee_id  INTEGER NOT NULL,                  -- 0: nobody
  priority     INTEGER NOT NULL,                  -- -1: none
  count        INTEGER NOT NULL,                  -- rows of none are deleted
  PRIMARY KEY (account_id, title, inbox_id, status, team_id, assignee_id, priority)
);
INSERT INTO conversation_label_counts (account_id, title, inbox_id, status, team_id, assignee_id, priority, count)
  SELECT c.account_id, l.title, c.inbox_id, c.status, COALESCE(c.team_id, 0), COALESCE(c.assignee_id, 0), COALESCE(c.priority, -1), COUNT(*)
  FROM conversation_labels l JOIN conversations c ON c.id = l.conversation_id
  GROUP BY c.account_id, l.title, c.inbox_id, c.status, COALESCE(c.team_id, 0), COALESCE(c.assignee_id, 0), COALESCE(c.priority, -1);

-- A conversation's labels go before it, as long as it can be seen what it was counted by.
CREATE TRIGGER conversation_labels_go BEFORE DELETE ON conversations BEGIN
  DELETE FROM conversation_labels WHERE conversation_id = old.id;
END;
CREATE TRIGGER conversation_label_counts_insert AFTER INSERT ON conversation_labels BEGIN
  INSERT INTO conversation_label_counts (account_id, title, inbox_id, status, team_id, assignee_id, priority, count)
    SELECT c.account_id, new.title, c.inbox_id, c.status, COALESCE(c.team_id, 0), COALESCE(c.assignee_id, 0), COALESCE(c.priority, -1), 1
    FROM conversations c WHERE c.id = new.conversation_id
    ON CONFLICT (account_id, title, inbox_id, status, team_id, assignee_id, priority) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER conversation_label_counts_delete AFTER DELETE ON conversation_labels BEGIN
  UPDATE conversation_label_counts SET count = count - 1
    WHERE (account_id, title, inbox_id, status, team_id, assignee_id, priority) =
      (SELECT c.account_id, old.title, c.inbox_id, c.status, COALESCE(c.team_id, 0), COALESCE(c.assignee_id, 0), COALESCE(c.priority, -1)
       FROM conversations c WHERE c.id = old.conversation_id);
  DELETE FROM conversation_label_counts
    WHERE (account_id, title, inbox_id, status, team_id, assignee_id, priority) =
      (SELECT c.account_id, old.title, c.inbox_id, c.status, COALESCE(c.team_id, 0), COALESCE(c.assignee_id, 0), COALESCE(c.priority, -1)
       FROM conversations c WHERE c.id = old.conversation_id) AND count = 0;
END;
CREATE TRIGGER conversation_label_counts_update AFTER UPDATE OF inbox_id, status, team_id, assignee_id, priority ON conversations
WHEN old.inbox_id <> new.inbox_id OR old.status <> new.status OR old.team_id IS NOT new.team_id OR old.assignee_id IS NOT new.assignee_id
  OR old.priority IS NOT new.priority BEGIN
  INSERT INTO conversation_label_counts (account_id, title, inbox_id, status, team_id, assignee_id, priority, count)
    SELECT new.account_id, l.title, new.inbox_id, new.status, COALESCE(new.team_id, 0), COALESCE(new.assignee_id, 0), COALESCE(new.priority, -1), 1
    FROM conversation_labels l WHERE l.conversation_id = new.id
    ON CONFLICT (account_id, title, inbox_id, status, team_id, assignee_id, priority) DO UPDATE SET count = count + 1;
  UPDATE conversation_label_counts SET count = count - 1
    WHERE account_id = old.account_id AND title IN (SELECT title FROM conversation_labels WHERE conversation_id = old.id)
      AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0) AND priority = COALESCE(old.priority, -1);
  DELETE FROM conversation_label_counts
    WHERE account_id = old.account_id AND title IN (SELECT title FROM conversation_labels WHERE conversation_id = old.id)
      AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0) AND priority = COALESCE(old.priority, -1) AND count = 0;
END;
