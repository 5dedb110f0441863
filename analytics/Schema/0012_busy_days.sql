-- Counts by value of UTC days that are over, of accounts and links with many clicks: an overview with groups would
-- otherwise read every click, 17 million of them in 30 days in 5 s. Nothing here is fed by inserts: the admin adds up a
-- day afterwards, once (docs/operations/clickhouse.md), and what was not added up is read from the clicks. The view that
-- this takes the place of kept states of visitors for each quarter of an hour and value. That cost shipping 40% of its
-- speed, more disk than the clicks, and most of an answer's time.
-- A visitor's hash lives for one UTC day, so visitors of days can be added up. What cannot be is visitors of several
-- values on one day, which the row of all others of a group needs: 'shared' lists the visitors of a value who had another
-- one of the same dimension on that day as well, under numbers that mean nothing outside of it.
-- link_id is 0 for all links of an account; the dimension 'total' has one value. A day that is added up again has a
-- higher roll, and busy_days says which one counts.
CREATE TABLE IF NOT EXISTS busy_day_values
(
    account_id  UInt32,
    link_id     UInt64,
    dimension   LowCardinality(String),
    day         Date,
    value       String,
    roll        UInt64,
    humans      UInt64,
    bots        UInt64,
    prefetches  UInt64,
    visitors    UInt64,
    shared      Array(UInt32) CODEC(Delta(4), ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (account_id, link_id, dimension, day, value)
SETTINGS index_granularity = 2048, min_age_to_force_merge_seconds = 43200, min_age_to_force_merge_on_partition_only = 1;

-- Which roll of a day counts, and the clicks (bots and prefetches among them) that are in it: where the totals say another
-- number, a late click came or clicks were erased, and the day is read from the clicks until it was added up again. A row
-- that is not usable says so whatever the numbers are.
CREATE TABLE IF NOT EXISTS busy_days
(
    account_id  UInt32,
    link_id     UInt64,
    day         Date,
    roll        UInt64,
    clicks      UInt64,
    usable      Bool
)
ENGINE = ReplacingMergeTree(roll)
ORDER BY (account_id, link_id, day);

-- Days whose clicks were deleted for their age cannot be added up any more: their counts are those of the rollup before
-- this one. Each run of the statement is a roll of its own, of a number below those of the admin, and the last one counts.
INSERT INTO busy_day_values (account_id, link_id, dimension, day, value, roll, humans, bots, prefetches, visitors, shared)
SELECT
    account_id, 0, dimension, toDate(bucket) AS day, value, (SELECT toUInt64(toUnixTimestamp64Micro(now64(6)))),
    sum(humans), sum(bots), sum(prefetches), uniqCombined64Merge(15)(visitors), []
FROM account_clicks_by_value
INNER JOIN (SELECT account_id, max(since) AS since FROM kept_clicks GROUP BY account_id) AS kept USING (account_id)
WHERE grain = 'day' AND bucket < since
GROUP BY account_id, dimension, day, value;

INSERT INTO busy_days (account_id, link_id, day, roll, clicks, usable)
SELECT account_id, 0, day, max(roll), argMax(clicks, roll), true
FROM
(
    SELECT account_id, day, roll, sum(humans) + sum(bots) + sum(prefetches) AS clicks
    FROM busy_day_values
    WHERE roll < bitShiftLeft(toUInt64(1), 52) AND dimension = 'total'
    GROUP BY account_id, day, roll
)
GROUP BY account_id, day;

-- Totals of accounts in quarters of an hour are fed by inserts again. What comes between the two statements is found by
-- the admin, which compares them with the clicks. A quarter that is there already is left as it is: both may run twice.
INSERT INTO account_clicks_by_quarter_hour (account_id, bucket, humans, bots, prefetches, visitors)
SELECT account_id, bucket, sum(humans), sum(bots), sum(prefetches), uniqCombined64MergeState(15)(visitors)
FROM account_clicks_by_value
WHERE dimension = 'total' AND grain = 'quarter' AND (account_id, bucket) NOT IN (SELECT account_id, bucket FROM account_clicks_by_quarter_hour)
GROUP BY account_id, bucket;

-- People of whom nothing is kept have the hash 0 and are nobody's visitor. The view of links still counts all of them as
-- one: changed by MODIFY QUERY, it no longer recognised a batch that was sent again after a crash of the engine.
CREATE MATERIALIZED VIEW IF NOT EXISTS account_clicks_by_quarter_hour_view TO account_clicks_by_quarter_hour AS
SELECT
    account_id,
    toStartOfFifteenMinutes(toDateTime(ts, 'UTC')) AS bucket,
    countIf(kind = 'human')                        AS humans,
    countIf(kind IN ('bot', 'preview'))            AS bots,
    countIf(kind = 'prefetch')                     AS prefetches,
    uniqCombined64StateIf(15)(visitor, kind = 'human' AND visitor != 0) AS visitors
FROM clicks
WHERE orphan = 'none'
GROUP BY account_id, bucket;

DROP VIEW IF EXISTS account_clicks_by_value_view;
