-- As of SQLite's step of this number.
ALTER TABLE domain_events ADD COLUMN request_id text COLLATE "C";
CREATE INDEX domain_events_request ON domain_events (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX webhook_deliveries_event ON webhook_deliveries (event_id);
