-- What SQL-first BI tools read (docs/bi.md). Columns are added to these views, never renamed or taken away, whatever
-- becomes of the tables below. People, programs and prefetches are told apart by kind; orphans belong to no link and are
-- not in them.
CREATE OR REPLACE VIEW bi_links AS
SELECT account_id, link_id, id, domain, slug, short_url, url, title, external_id, tags, enabled, deleted, created_at, updated_at
FROM links FINAL;

CREATE OR REPLACE VIEW bi_clicks AS
SELECT
    c.account_id AS account_id, c.link_id AS link_id, c.click_id AS click_id, c.ts AS clicked_at, toString(c.kind) AS kind,
    l.domain AS domain, l.slug AS slug, l.title AS title, l.tags AS tags,
    toString(c.trigger) AS trigger, toString(c.destination) AS destination, c.status AS status,
    c.platform AS platform, c.os_version AS os_version, c.device_class AS device_class, c.browser AS browser, c.in_app AS in_app,
    c.country AS country, c.region AS region, c.language AS language, c.referrer AS referrer, c.rule AS rule, c.variant AS variant,
    c.utm_source AS utm_source, c.utm_medium AS utm_medium, c.utm_campaign AS utm_campaign, c.utm_term AS utm_term,
    c.utm_content AS utm_content, c.visitor AS visitor
FROM clicks AS c
LEFT JOIN (SELECT account_id, link_id, domain, slug, title, tags FROM links FINAL) AS l
    ON c.account_id = l.account_id AND c.link_id = l.link_id
WHERE c.orphan = 'none';

-- Days are those of UTC, in which a visitor counts once.
CREATE OR REPLACE VIEW bi_daily AS
SELECT
    account_id, link_id, toDate(bucket) AS day,
    sum(humans) AS clicks, uniqCombined64Merge(15)(visitors) AS unique_visitors, sum(bots) AS bots, sum(prefetches) AS prefetches
FROM clicks_by_quarter_hour
GROUP BY account_id, link_id, day;
