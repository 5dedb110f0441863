-- The links of the system of record as BI tools and questions by tag need them, a second or so behind. position is the
-- place in the change log: the row with the highest one is how the link is. The row of a deleted link stays, so that old
-- clicks keep their names.
CREATE TABLE IF NOT EXISTS links
(
    account_id   UInt32,
    link_id      UInt64,
    position     UInt64,
    id           String,
    domain       String,
    slug         String,
    short_url    String,
    url          String,
    title        String,
    external_id  String,
    tags         Array(LowCardinality(String)),
    enabled      Bool,
    deleted      Bool,
    created_at   DateTime64(3, 'UTC'),
    updated_at   DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(position)
ORDER BY (account_id, link_id)
SETTINGS non_replicated_deduplication_window = 1000;
