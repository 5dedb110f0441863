-- One row a request for a link, people and programs apart by kind. Read by (account, link, time), hence the order.
-- The deduplication window counts insert blocks (one a batch and month): 10,000 batches outlast the longest re-send,
-- which is the single batch in flight of each edge.
CREATE TABLE IF NOT EXISTS clicks
(
    click_id         UUID,
    account_id       UInt32,
    link_id          UInt64,
    domain_id        UInt32,
    ts               DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    kind             Enum8('human' = 0, 'bot' = 1, 'preview' = 2, 'prefetch' = 3),
    orphan           Enum8('none' = 0, 'unknown_slug' = 1, 'root' = 2, 'inactive' = 3, 'expired' = 4),
    trigger          Enum8('link' = 0, 'qr' = 1, 'page' = 2, 'open' = 3),
    destination      Enum8('none' = 0, 'url' = 1, 'fallback' = 2, 'deeplink_page' = 3, 'card' = 4, 'expired' = 5, 'domain' = 6),
    status           UInt16,
    platform         LowCardinality(String),
    device_class     LowCardinality(String),
    browser          LowCardinality(String),
    in_app           LowCardinality(String),
    os_version       LowCardinality(String),
    country          LowCardinality(String),
    region           LowCardinality(String),
    language         LowCardinality(String),
    referrer         LowCardinality(String),
    rule             LowCardinality(String),
    variant          LowCardinality(String),
    utm_source       LowCardinality(String),
    utm_medium       LowCardinality(String),
    utm_campaign     LowCardinality(String),
    utm_term         LowCardinality(String),
    utm_content      LowCardinality(String),
    visitor          UInt64,
    slug             String
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(ts)
ORDER BY (account_id, link_id, ts)
SETTINGS non_replicated_deduplication_window = 10000;
