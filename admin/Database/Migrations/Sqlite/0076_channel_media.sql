-- Files that came with a message and lie with its provider until they are fetched (admin/Channels/Receiving/MediaFetcher.cs).
ALTER TABLE attachments ADD COLUMN fetch_at INTEGER;   -- when next; null where nothing is to be fetched
ALTER TABLE attachments ADD COLUMN fetch_failures INTEGER NOT NULL DEFAULT 0;
CREATE INDEX attachments_fetch ON attachments (fetch_at) WHERE fetch_at IS NOT NULL;
