-- A deletion names links and not their accounts, so that the order of the table is of no use to it: it read every link of
-- everybody. Numbers of one account lie far apart, hence a filter and not least and greatest; of 2,000 numbers at once,
-- which is the most, one granule in five is read for nothing.
ALTER TABLE links ADD INDEX IF NOT EXISTS by_number link_id TYPE bloom_filter(0.0001) GRANULARITY 1;

ALTER TABLE links MATERIALIZE INDEX by_number;
