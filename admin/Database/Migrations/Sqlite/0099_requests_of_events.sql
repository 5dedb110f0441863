-- Which request an event comes of, so that what was told of it can be found by the request's id (admin/SuperAdmin).
ALTER TABLE domain_events ADD COLUMN request_id TEXT;   -- null: the process itself
CREATE INDEX domain_events_request ON domain_events (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX webhook_deliveries_event ON webhook_deliveries (event_id);
