-- What edges may let through of links with maxClicks (admin/ClickLimits). The sum of `granted` of a link never exceeds its limit,
-- unless the limit is lowered or edges of builds that counted for themselves have let more through.
CREATE TABLE click_grants
(
  link_id   INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  instance  TEXT    NOT NULL,            -- of the edge
  turn      INTEGER NOT NULL,            -- of the last answer that changed what it may
  granted   INTEGER NOT NULL,            -- clicks that it may let through in all
  taken     INTEGER NOT NULL,            -- of these, clicks that it has told of
  waits_at  INTEGER NOT NULL DEFAULT 0,  -- when it last asked in vain for one; 0 where it does not wait
  PRIMARY KEY (link_id, instance)
);

-- When each edge with grants was heard last: what one has not used is free again once its lease is over.
CREATE TABLE click_grant_holders
(
  instance  TEXT    PRIMARY KEY,
  heard_at  INTEGER NOT NULL
);
