-- The example `go`: ads, and how often each was clicked in each hour.

CREATE TABLE IF NOT EXISTS ads (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  url VARCHAR(1024) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'where a click leads',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS ad_clicks (
  ad VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hour DATETIME NOT NULL COMMENT 'its start, UTC',
  clicks BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (ad, hour)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
