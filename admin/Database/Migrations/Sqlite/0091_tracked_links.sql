-- Links that messages' URLs become (admin/LinkClicks/Tracking): for which campaign, and of which inboxes by default.
ALTER TABLE link_recipients ADD COLUMN campaign TEXT;
ALTER TABLE inboxes ADD COLUMN track_links INTEGER NOT NULL DEFAULT 0;
