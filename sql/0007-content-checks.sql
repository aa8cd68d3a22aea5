-- What WeChat thinks of what users have written and uploaded. Others see it only once it has passed.

CREATE TABLE IF NOT EXISTS content_checks (
  user_id BINARY(16) NOT NULL,
  part ENUM('nickname', 'avatar') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject BINARY(32) NOT NULL COMMENT 'SHA-256 of what is judged: a verdict on what it replaced does not count',
  verdict ENUM('checking', 'review', 'passed', 'risky') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trace_id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'by which WeChat names a picture in its verdict',
  judged_at DATETIME(3) NOT NULL,
  PRIMARY KEY (user_id, part),
  KEY content_checks_trace (trace_id),
  CONSTRAINT content_checks_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
