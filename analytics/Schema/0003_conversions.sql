-- What people did after a click: a lead, a sale. One row a conversion, with what its click was, so that a question
-- about conversions reads no clicks. A conversion is written at once and again, with a higher version, when its click
-- arrives later (edges that were cut off ship for hours); read it with FINAL, which keeps the highest version. The same
-- rows sent twice change nothing. link_id is 0 and click_id the nil UUID where no click is known.
CREATE TABLE IF NOT EXISTS conversions
(
    account_id       UInt32,
    link_id          UInt64,
    conversion_id    UUID,
    version          UInt32,
    type             LowCardinality(String),
    occurred_at      DateTime64(3, 'UTC'),
    received_at      DateTime64(3, 'UTC'),
    external_id      String,
    amount           Nullable(Decimal(18, 4)),
    currency         LowCardinality(String),
    metadata         String,
    click_id         UUID,
    clicked_at       DateTime64(3, 'UTC'),
    domain_id        UInt32,
    trigger          LowCardinality(String),
    destination      LowCardinality(String),
    platform         LowCardinality(String),
    device_class     LowCardinality(String),
    browser          LowCardinality(String),
    in_app           LowCardinality(String),
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
    utm_content      LowCardinality(String)
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(occurred_at)
ORDER BY (account_id, conversion_id);

-- Finds the click of a conversion without reading the month: 10 bits a click, one false alarm in a hundred blocks.
ALTER TABLE clicks ADD INDEX IF NOT EXISTS by_click_id click_id TYPE bloom_filter(0.01) GRANULARITY 1;
