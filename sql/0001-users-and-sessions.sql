-- Who has logged in, and where they are logged in now.
-- openids differ by letter case, so every column that holds one compares byte by byte.

CREATE TABLE IF NOT EXISTS users (
  id BINARY(16) NOT NULL COMMENT 'first 16 bytes of SHA-256(app_id, NUL, openid)',
  app_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  openid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unionid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'may come late; one person can have several users',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC, like all times here',
  last_login_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY users_openid (app_id, openid),
  KEY users_unionid (unionid)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS sessions (
  id BINARY(16) NOT NULL COMMENT 'UUIDv7',
  user_id BINARY(16) NOT NULL,
  sealing_key_id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  session_key VARBINARY(128) NOT NULL COMMENT 'sealed: nonce, AES-256-GCM ciphertext, tag',
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY sessions_user (user_id, expires_at),
  KEY sessions_expiry (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
