-- Without the row that says how far the table reaches, which is of no link.
CREATE OR REPLACE VIEW bi_links AS
SELECT account_id, link_id, id, domain, slug, short_url, url, title, external_id, tags, enabled, deleted, created_at, updated_at
FROM links FINAL
WHERE link_id <> 0;
