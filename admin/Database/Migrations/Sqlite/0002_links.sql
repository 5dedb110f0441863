-- Links and their domains. Columns are what is searched by; the rest of a link's content is JSON in `settings`
-- (admin/Links/StoredSettings), so that a new field of the API needs no migration.

CREATE TABLE domains
(
  id              INTEGER PRIMARY KEY,
  account_id      INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  host            TEXT    NOT NULL UNIQUE,  -- lower case, without port: what the edge matches
  authority       TEXT    NOT NULL,         -- as shown, with the port where there is one
  scheme          TEXT    NOT NULL CHECK (scheme IN ('http', 'https')),
  is_default      INTEGER NOT NULL,
  is_fallback     INTEGER NOT NULL,         -- served for host names that no domain has; at most one in all
  case_sensitive  INTEGER NOT NULL,
  root_url        TEXT,
  not_found_url   TEXT,
  expired_url     TEXT,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL
);
CREATE INDEX domains_account ON domains (account_id, id);

CREATE TABLE links
(
  id               INTEGER PRIMARY KEY,      -- time-ordered: admin/Links/LinkId
  account_id       INTEGER NOT NULL REFERENCES accounts (id),
  domain_id        INTEGER NOT NULL REFERENCES domains (id),
  slug             TEXT    NOT NULL,         -- as given, NFC
  slug_key         TEXT    NOT NULL,         -- what the edge looks up
  url              TEXT    NOT NULL,
  title            TEXT,
  external_id      TEXT,
  enabled          INTEGER NOT NULL,
  settings         TEXT    NOT NULL,
  clicks           INTEGER NOT NULL DEFAULT 0,  -- refreshed from analytics; never part of the link's revision
  last_clicked_at  INTEGER,
  revision         INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  UNIQUE (domain_id, slug_key),
  UNIQUE (account_id, external_id)
);
CREATE INDEX links_account ON links (account_id, id);
CREATE INDEX links_account_slug ON links (account_id, slug, id);
CREATE INDEX links_account_clicks ON links (account_id, clicks, id);
CREATE INDEX links_account_last_clicked ON links (account_id, last_clicked_at, id);

-- An index of the tags in `settings`, whose order is kept there.
CREATE TABLE link_tags
(
  account_id  INTEGER NOT NULL,
  tag         TEXT    NOT NULL,
  link_id     INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  PRIMARY KEY (account_id, tag, link_id)
);
CREATE INDEX link_tags_link ON link_tags (link_id);
