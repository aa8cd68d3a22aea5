-- What has arrived or was left to be done later, until the function `events` has worked it.

CREATE TABLE IF NOT EXISTS events (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  event_key VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a second one of a kind is ignored',
  payload MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'JSON; gone once it is done',
  state ENUM('waiting', 'parked', 'done') CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'waiting',
  due_at DATETIME(3) NOT NULL COMMENT 'waiting: when to work it, or when its claim ends; otherwise when to delete it',
  keep_seconds INT UNSIGNED NOT NULL COMMENT 'how long it stays after it is done, so that its key is known',
  is_optional BOOLEAN NOT NULL COMMENT 'done, not parked, where no handler is registered',
  tries INT UNSIGNED NOT NULL DEFAULT 0,
  claim BINARY(16) NULL COMMENT 'of the processor that works it',
  is_suspect BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'a processor ended while it held this one',
  error VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'of the last try, without values',
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY events_key (kind, event_key),
  KEY events_due (state, due_at),
  KEY events_claim (claim)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- How far each partition of CKafka has been worked: a batch that arrives again is not worked again.

CREATE TABLE IF NOT EXISTS event_offsets (
  topic VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  partition_number INT UNSIGNED NOT NULL,
  next_offset BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (topic, partition_number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
