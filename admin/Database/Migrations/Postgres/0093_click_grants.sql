-- As of SQLite's step of this number.
CREATE TABLE click_grants
(
  link_id   bigint           NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  instance  text COLLATE "C" NOT NULL,
  turn      bigint           NOT NULL,
  granted   bigint           NOT NULL,
  taken     bigint           NOT NULL,
  waits_at  bigint           NOT NULL DEFAULT 0,
  PRIMARY KEY (link_id, instance)
);

CREATE TABLE click_grant_holders
(
  instance  text COLLATE "C" PRIMARY KEY,
  heard_at  bigint           NOT NULL
);
