-- Totals of an account by each value of each dimension, so that an overview with groups reads no clicks: 17 million of
-- them in 30 days take 9 s. The dimension 'total' has one value and takes the place of account_clicks_by_quarter_hour.
-- One row of every grain for each: a question reads whole UTC days as days and the rest of its range, at most 23 hours at
-- either end, as quarters of an hour, which is where every time zone in use has its midnight. A visitor's hash lives for
-- one UTC day, hence no finer states are needed between. All grains of a batch are written in one part: totals, series and
-- groups of one answer agree while clicks arrive.
-- A row's state may have 24 KiB: with granules of the usual 8,192 rows reading the 30 rows of a month took 200 ms, of 256
-- rows 15 ms; merging in blocks of 1,024 rows holds 24 MiB instead of 200.
-- Not filled here: the admin does that account by account and day by day, and asks the clicks themselves until it is
-- done (docs/operations/clickhouse.md).
CREATE TABLE IF NOT EXISTS account_clicks_by_value
(
    account_id  UInt32,
    dimension   LowCardinality(String),
    grain       Enum8('day' = 1, 'hour' = 2, 'quarter' = 3),
    bucket      DateTime('UTC'),
    value       String,
    humans      SimpleAggregateFunction(sum, UInt64),
    bots        SimpleAggregateFunction(sum, UInt64),
    prefetches  SimpleAggregateFunction(sum, UInt64),
    visitors    AggregateFunction(uniqCombined64(15), UInt64)
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(bucket)
ORDER BY (account_id, dimension, grain, bucket, value)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 256, merge_max_block_size = 1024,
    min_age_to_force_merge_seconds = 43200, min_age_to_force_merge_on_partition_only = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS account_clicks_by_value_view TO account_clicks_by_value AS
SELECT
    account_id, dimension, grain,
    multiIf(grain = 'quarter', quarter, grain = 'hour', toStartOfHour(quarter), toStartOfDay(quarter)) AS bucket,
    value,
    sum(quarter_humans) AS humans, sum(quarter_bots) AS bots, sum(quarter_prefetches) AS prefetches,
    uniqCombined64MergeState(15)(quarter_visitors) AS visitors
FROM
(
    SELECT
        account_id, dimension, toStartOfFifteenMinutes(toDateTime(ts, 'UTC')) AS quarter, value,
        countIf(kind = 'human') AS quarter_humans, countIf(kind IN ('bot', 'preview')) AS quarter_bots,
        countIf(kind = 'prefetch') AS quarter_prefetches, uniqCombined64StateIf(15)(visitor, kind = 'human') AS quarter_visitors
    FROM clicks
    ARRAY JOIN
        ['total', 'country', 'region', 'platform', 'os_version', 'device_class', 'browser', 'in_app', 'referrer', 'language',
            'variant', 'rule', 'destination', 'trigger', 'kind', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term',
            'utm_content', 'domain_id'] AS dimension,
        ['', country, region, platform, os_version, device_class, browser, in_app, referrer, language,
            variant, rule, toString(destination), toString(trigger), toString(kind), utm_source, utm_medium, utm_campaign, utm_term,
            utm_content, toString(domain_id)] AS value
    WHERE orphan = 'none'
    GROUP BY account_id, dimension, quarter, value
)
ARRAY JOIN if(dimension = 'total', ['quarter', 'hour', 'day'], ['quarter', 'day']) AS grain
GROUP BY account_id, dimension, grain, bucket, value;

DROP VIEW IF EXISTS account_clicks_by_quarter_hour_view;

-- Emptied and not dropped: another admin may be in the middle of the migration that makes it.
TRUNCATE TABLE IF EXISTS account_clicks_by_quarter_hour;

-- From when on an account's clicks are kept: older ones were deleted for their age, and their totals stay as they were.
CREATE TABLE IF NOT EXISTS kept_clicks
(
    account_id  UInt32,
    since       DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(since)
ORDER BY account_id;
