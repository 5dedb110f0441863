-- Totals of an account in the buckets of clicks_by_quarter_hour: an account of a million links would otherwise add up a
-- million rows for each quarter of an hour. What was clicked before is filled in; as every statement may run twice, the
-- table is filled anew while it has no view yet.
CREATE TABLE IF NOT EXISTS account_clicks_by_quarter_hour
(
    account_id  UInt32,
    bucket      DateTime('UTC'),
    humans      SimpleAggregateFunction(sum, UInt64),
    bots        SimpleAggregateFunction(sum, UInt64),
    prefetches  SimpleAggregateFunction(sum, UInt64),
    visitors    AggregateFunction(uniqCombined64(15), UInt64)
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(bucket)
ORDER BY (account_id, bucket)
SETTINGS non_replicated_deduplication_window = 10000;

DROP VIEW IF EXISTS account_clicks_by_quarter_hour_view;

TRUNCATE TABLE account_clicks_by_quarter_hour;

INSERT INTO account_clicks_by_quarter_hour
SELECT account_id, bucket, sum(humans), sum(bots), sum(prefetches), uniqCombined64MergeState(15)(visitors)
FROM clicks_by_quarter_hour
GROUP BY account_id, bucket;

CREATE MATERIALIZED VIEW IF NOT EXISTS account_clicks_by_quarter_hour_view TO account_clicks_by_quarter_hour AS
SELECT
    account_id,
    toStartOfFifteenMinutes(toDateTime(ts, 'UTC')) AS bucket,
    countIf(kind = 'human')                        AS humans,
    countIf(kind IN ('bot', 'preview'))            AS bots,
    countIf(kind = 'prefetch')                     AS prefetches,
    uniqCombined64StateIf(15)(visitor, kind = 'human') AS visitors
FROM clicks
WHERE orphan = 'none'
GROUP BY account_id, bucket;
