-- An index for each order of GET /links below each filter that can be large, so that a page is read where it lies
-- (admin/Links/List). New links have no clicks: all of these but the slug's grow at one end.

DROP INDEX links_account_slug;
CREATE INDEX links_account_slug ON links (account_id, slug_key, id);
DROP INDEX links_account_last_clicked;
CREATE INDEX links_account_last_clicked ON links (account_id, COALESCE(last_clicked_at, 0), id);

-- By slug, UNIQUE (domain_id, slug_key) has the order already.
CREATE INDEX links_domain ON links (domain_id, id);
CREATE INDEX links_domain_clicks ON links (domain_id, clicks, id);
CREATE INDEX links_domain_last_clicked ON links (domain_id, COALESCE(last_clicked_at, 0), id);

-- Most links are enabled: these cost them nothing.
CREATE INDEX links_disabled ON links (account_id, id) WHERE enabled = 0;
CREATE INDEX links_disabled_slug ON links (account_id, slug_key, id) WHERE enabled = 0;
CREATE INDEX links_disabled_clicks ON links (account_id, clicks, id) WHERE enabled = 0;
CREATE INDEX links_disabled_last_clicked ON links (account_id, COALESCE(last_clicked_at, 0), id) WHERE enabled = 0;

-- Tags with what their lists are sorted by, kept equal to the link's.
CREATE TABLE sorted_link_tags
(
  account_id       INTEGER NOT NULL,
  tag              TEXT    NOT NULL,
  link_id          INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  slug_key         TEXT    NOT NULL,
  clicks           INTEGER NOT NULL,
  last_clicked_at  INTEGER NOT NULL,  -- 0 for never
  PRIMARY KEY (account_id, tag, link_id)
) WITHOUT ROWID;
INSERT INTO sorted_link_tags (account_id, tag, link_id, slug_key, clicks, last_clicked_at)
SELECT t.account_id, t.tag, t.link_id, l.slug_key, l.clicks, COALESCE(l.last_clicked_at, 0)
FROM link_tags t INNER JOIN links l ON l.id = t.link_id
ORDER BY t.account_id, t.tag, t.link_id;
DROP TABLE link_tags;
ALTER TABLE sorted_link_tags RENAME TO link_tags;
CREATE INDEX link_tags_link ON link_tags (link_id);
CREATE INDEX link_tags_slug ON link_tags (account_id, tag, slug_key, link_id);
CREATE INDEX link_tags_clicks ON link_tags (account_id, tag, clicks, link_id);
CREATE INDEX link_tags_last_clicked ON link_tags (account_id, tag, last_clicked_at, link_id);
