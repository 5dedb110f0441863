-- Hosts that no link may lead to (admin/Safety), and the links that led there before (admin/Links/Denied).
CREATE TABLE denied_hosts
(
  account_id  INTEGER REFERENCES accounts (id) ON DELETE CASCADE, -- null: for the whole installation, from its file
  host        TEXT    NOT NULL,                                   -- with everything below it
  is_applied  INTEGER NOT NULL DEFAULT 0,                         -- whether the links there were have been looked through
  created_at  INTEGER NOT NULL
);
CREATE UNIQUE INDEX denied_hosts_by_host ON denied_hosts (COALESCE(account_id, 0), host);
CREATE INDEX denied_hosts_to_apply ON denied_hosts (account_id) WHERE is_applied = 0;

ALTER TABLE links ADD COLUMN denied_host TEXT; -- why edges do not redirect the link; null for nearly all
CREATE INDEX links_denied ON links (id) WHERE denied_host IS NOT NULL;
