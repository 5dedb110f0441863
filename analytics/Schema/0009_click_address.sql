-- What an installation chose to keep of a visitor's address (docs/operations/privacy.md): nothing by default, else the
-- network or all of it, as text.
ALTER TABLE clicks ADD COLUMN IF NOT EXISTS address String DEFAULT '' CODEC(ZSTD(1));
