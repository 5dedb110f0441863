-- Links that search engines may index: their domain's robots.txt names them (admin/Links/Indexable). A table of their own,
-- as they are few and every other link is spared the write.
CREATE TABLE indexable_links
(
  link_id    INTEGER PRIMARY KEY REFERENCES links (id) ON DELETE CASCADE,
  domain_id  INTEGER NOT NULL REFERENCES domains (id) ON DELETE CASCADE
);
CREATE INDEX indexable_links_of_domain ON indexable_links (domain_id, link_id);

ALTER TABLE domains ADD COLUMN indexable_paths TEXT NOT NULL DEFAULT '';      -- as published, one a line
ALTER TABLE domains ADD COLUMN is_indexable_stale INTEGER NOT NULL DEFAULT 0; -- to be published anew
CREATE INDEX domains_indexable_stale ON domains (id) WHERE is_indexable_stale = 1;

INSERT INTO indexable_links (link_id, domain_id)
SELECT id, domain_id FROM links WHERE enabled = 1 AND json_extract(settings, '$.indexable') = 1;
UPDATE domains SET is_indexable_stale = 1 WHERE id IN (SELECT domain_id FROM indexable_links);
