-- As of SQLite's step of this number.
ALTER TABLE link_recipients ADD COLUMN campaign text COLLATE "C";
ALTER TABLE inboxes ADD COLUMN track_links bigint NOT NULL DEFAULT 0;
