-- People's taps of the last two hours by keyed hash of their address, for POST /open: an app that was just installed asks
-- which tap led to it. In a table of its own so that the hash is nowhere else and goes by whole parts: a partition is a
-- quarter of an hour, and the time limit is looked at every minute (by default it would be every four hours).
-- The same batch sent again changes nothing.
CREATE TABLE IF NOT EXISTS openable_clicks
(
    domain_id    UInt32,
    address_key  UInt64,
    ts           DateTime64(3, 'UTC'),
    click_id     UUID,
    account_id   UInt32,
    link_id      UInt64,
    platform     LowCardinality(String),
    rule         LowCardinality(String),
    variant      LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY toStartOfFifteenMinutes(ts)
ORDER BY (domain_id, address_key, ts)
TTL toDateTime(ts) + INTERVAL 2 HOUR
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1, merge_with_ttl_timeout = 60;
