-- Clicks in the order in which they arrived, for a day: what live listeners follow and what tells which links' totals
-- have changed. In the order of clicks itself the newest ones of an account are spread over all its links.
-- received_at is one value for all rows of a batch.
CREATE TABLE IF NOT EXISTS recent_clicks
(
    received_at   DateTime64(3, 'UTC'),
    click_id      UUID,
    account_id    UInt32,
    link_id       UInt64,
    domain_id     UInt32,
    ts            DateTime64(3, 'UTC'),
    kind          Enum8('human' = 0, 'bot' = 1, 'preview' = 2, 'prefetch' = 3),
    trigger       Enum8('link' = 0, 'qr' = 1, 'page' = 2, 'open' = 3),
    destination   Enum8('none' = 0, 'url' = 1, 'fallback' = 2, 'deeplink_page' = 3, 'card' = 4, 'expired' = 5, 'domain' = 6),
    platform      LowCardinality(String),
    device_class  LowCardinality(String),
    browser       LowCardinality(String),
    in_app        LowCardinality(String),
    country       LowCardinality(String),
    referrer      LowCardinality(String),
    rule          LowCardinality(String),
    variant       LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY toStartOfHour(received_at)
ORDER BY (received_at, account_id, link_id)
TTL toDateTime(received_at) + INTERVAL 1 DAY
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS recent_clicks_view TO recent_clicks AS
SELECT
    now64(3, 'UTC') AS received_at,
    click_id, account_id, link_id, domain_id, ts, kind, trigger, destination, platform, device_class, browser, in_app,
    country, referrer, rule, variant
FROM clicks
WHERE orphan = 'none';
