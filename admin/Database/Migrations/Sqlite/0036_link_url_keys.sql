-- Finds a link by its domain and destination (admin/Links/LinkUrlKey.cs): 32 bits of a hash, as URLs are long and the
-- index must cost little when links come by the thousand. Who looks compares domain and URL themselves.
ALTER TABLE links ADD COLUMN url_key INTEGER NOT NULL DEFAULT 0;
UPDATE links SET url_key = link_url_key(domain_id, url);
CREATE INDEX links_url ON links (url_key);
