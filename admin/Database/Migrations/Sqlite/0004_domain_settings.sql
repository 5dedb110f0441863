-- What domains say about apps and crawlers: read whole, searched by nothing, hence JSON (admin/Domains/DomainSettings).

ALTER TABLE domains ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
