-- Who controls a domain (admin/Domains/Verification), and whether edges serve it: an installation may insist on the former.
-- Domains from before go on as they are, unproven.
ALTER TABLE domains ADD COLUMN verification_token TEXT NOT NULL DEFAULT '';
ALTER TABLE domains ADD COLUMN verification_state TEXT NOT NULL DEFAULT 'pending'
  CHECK (verification_state IN ('pending', 'verified', 'failed'));
ALTER TABLE domains ADD COLUMN verification_method TEXT;
ALTER TABLE domains ADD COLUMN verification_reason TEXT;
ALTER TABLE domains ADD COLUMN verification_checked_at INTEGER;
ALTER TABLE domains ADD COLUMN verified_at INTEGER;
ALTER TABLE domains ADD COLUMN is_served INTEGER NOT NULL DEFAULT 1;

UPDATE domains SET verification_token = 'olv_' || lower(hex(randomblob(20)));
-- The installation's own, which it made for itself.
UPDATE domains SET verification_state = 'verified', verification_method = 'installation', verified_at = created_at WHERE is_fallback = 1;
