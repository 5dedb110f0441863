-- Bytes in storage go after their rows, and before them where an upload breaks off (admin/Files).

-- Keys whose bytes are to be deleted from a time on, unless a row of `files` has them then. An upload notes its own key
-- before it writes anything, and forgets it in the transaction that stores the row.
CREATE TABLE file_removals
(
  storage_key  TEXT    PRIMARY KEY,
  due_at       INTEGER NOT NULL
);
CREATE INDEX file_removals_due ON file_removals (due_at);

-- Also where a row goes along with its account.
CREATE TRIGGER files_removed AFTER DELETE ON files BEGIN
  INSERT INTO file_removals (storage_key, due_at) VALUES (old.storage_key, 0) ON CONFLICT (storage_key) DO UPDATE SET due_at = 0;
END;

-- By which files that nothing uses are found.
CREATE INDEX files_created ON files (created_at, id);
CREATE INDEX users_avatar ON users (avatar_file_id) WHERE avatar_file_id IS NOT NULL;
CREATE INDEX agent_bots_avatar ON agent_bots (avatar_file_id) WHERE avatar_file_id IS NOT NULL;
CREATE INDEX inboxes_avatar ON inboxes (avatar_file_id) WHERE avatar_file_id IS NOT NULL;
