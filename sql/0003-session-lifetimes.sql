-- Sessions that are renewed, listed by device, and end for good one day. All columns can be left out by the version
-- before, which may still be running.

ALTER TABLE sessions
  ADD COLUMN device VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'a label that its owner chose',
  ADD COLUMN last_seen_at DATETIME(3) NULL COMMENT 'to within minutes',
  ADD COLUMN ends_at DATETIME(3) NULL COMMENT 'however often it is renewed; NULL: expires_at';
