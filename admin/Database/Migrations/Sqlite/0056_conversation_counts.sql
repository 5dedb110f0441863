-- How many conversations there are by all that lists are narrowed by most, so that a list of half a million says how many
-- they are without counting them. Kept by triggers, in the transaction that changes a conversation.
CREATE TABLE conversation_counts
(
  account_id   INTEGER NOT NULL,
  inbox_id     INTEGER NOT NULL,
  status       INTEGER NOT NULL,
  team_id      INTEGER NOT NULL,                  -- 0: none
  assignee_id  INTEGER NOT NULL,                  -- 0: nobody
  count        INTEGER NOT NULL,                  -- rows of none are deleted
  PRIMARY KEY (account_id, inbox_id, status, team_id, assignee_id)
);
INSERT INTO conversation_counts (account_id, inbox_id, status, team_id, assignee_id, count)
  SELECT account_id, inbox_id, status, COALESCE(team_id, 0), COALESCE(assignee_id, 0), COUNT(*)
  FROM conversations GROUP BY account_id, inbox_id, status, COALESCE(team_id, 0), COALESCE(assignee_id, 0);

CREATE TRIGGER conversation_counts_insert AFTER INSERT ON conversations BEGIN
  INSERT INTO conversation_counts (account_id, inbox_id, status, team_id, assignee_id, count)
    VALUES (new.account_id, new.inbox_id, new.status, COALESCE(new.team_id, 0), COALESCE(new.assignee_id, 0), 1)
    ON CONFLICT (account_id, inbox_id, status, team_id, assignee_id) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER conversation_counts_delete AFTER DELETE ON conversations BEGIN
  UPDATE conversation_counts SET count = count - 1
    WHERE account_id = old.account_id AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0);
  DELETE FROM conversation_counts
    WHERE account_id = old.account_id AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0) AND count = 0;
END;
CREATE TRIGGER conversation_counts_update AFTER UPDATE OF inbox_id, status, team_id, assignee_id ON conversations
WHEN old.inbox_id <> new.inbox_id OR old.status <> new.status OR old.team_id IS NOT new.team_id OR old.assignee_id IS NOT new.assignee_id BEGIN
  INSERT INTO conversation_counts (account_id, inbox_id, status, team_id, assignee_id, count)
    VALUES (new.account_id, new.inbox_id, new.status, COALESCE(new.team_id, 0), COALESCE(new.assignee_id, 0), 1)
    ON CONFLICT (account_id, inbox_id, status, team_id, assignee_id) DO UPDATE SET count = count + 1;
  UPDATE conversation_counts SET count = count - 1
    WHERE account_id = old.account_id AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0);
  DELETE FROM conversation_counts
    WHERE account_id = old.account_id AND inbox_id = old.inbox_id AND status = old.status
      AND team_id = COALESCE(old.team_id, 0) AND assignee_id = COALESCE(old.assignee_id, 0) AND count = 0;
END;
