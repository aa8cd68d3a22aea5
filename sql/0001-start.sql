-- Who has logged in, where they are logged in now, and how often of late. All times are UTC.
-- openids differ by letter case, so every column that holds one compares byte by byte.

CREATE TABLE IF NOT EXISTS users (
  id BINARY(16) NOT NULL COMMENT 'first 16 bytes of SHA-256(app_id, NUL, openid)',
  app_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  openid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unionid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'may come late; one person can have several users',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC, like all times here',
  last_login_at DATETIME(3) NOT NULL,
  nickname VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  avatar_url VARCHAR(512) CHARACTER SET ascii COLLATE ascii_bin NULL,
  phone_key_id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  phone VARBINARY(128) NULL COMMENT 'sealed as session_key is',
  logins_since DATETIME(3) NULL COMMENT 'start of the window that logins counts in',
  logins INT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY users_openid (app_id, openid),
  KEY users_unionid (unionid),
  KEY users_phone_key (phone_key_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS sessions (
  id BINARY(16) NOT NULL COMMENT 'UUIDv7',
  user_id BINARY(16) NOT NULL,
  sealing_key_id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  session_key VARBINARY(128) NOT NULL COMMENT 'sealed: nonce, AES-256-GCM ciphertext, tag',
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  device VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'a label that its owner chose',
  last_seen_at DATETIME(3) NULL COMMENT 'to within minutes',
  ends_at DATETIME(3) NULL COMMENT 'however often it is renewed; NULL: expires_at',
  PRIMARY KEY (id),
  KEY sessions_user (user_id, expires_at),
  KEY sessions_expiry (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- How often one address has logged users in of late. The janitor empties it.
CREATE TABLE IF NOT EXISTS login_addresses (
  address BINARY(16) NOT NULL COMMENT 'first 16 bytes of an HMAC-SHA256: the address itself is kept nowhere',
  logins_since DATETIME(3) NOT NULL,
  logins INT UNSIGNED NOT NULL,
  PRIMARY KEY (address),
  KEY login_addresses_age (logins_since)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A login with its limits, in one round trip and one commit. The caller generates the session's id, so that the same
-- call can be sent again after a lost connection: it finds its own session, writes nothing and counts nothing.
--
-- The user's row comes first. Its lock puts the logins of one user in order, so the count is exact and two logins that
-- end each other's sessions cannot deadlock. READ COMMITTED, because deleting "all other sessions" would otherwise lock
-- the gaps into which other users' sessions are about to be inserted.

DROP PROCEDURE IF EXISTS log_in;

CREATE PROCEDURE log_in(
  IN the_user_id BINARY(16),
  IN the_app_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
  IN the_openid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  IN the_unionid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  IN the_session_id BINARY(16),
  IN the_sealing_key_id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
  IN the_session_key VARBINARY(128),
  IN the_device VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci,
  IN the_time DATETIME(3),
  IN the_expiry DATETIME(3),
  IN the_end DATETIME(3),
  IN is_only_one BOOLEAN,
  IN the_window DATETIME(3),
  IN the_user_limit INT UNSIGNED,
  IN the_address BINARY(16),
  IN the_address_limit INT UNSIGNED
)
SQL SECURITY INVOKER
BEGIN
  DECLARE is_repeated INT DEFAULT 0;
  DECLARE counted INT UNSIGNED DEFAULT 0;
  DECLARE counted_since DATETIME(3) DEFAULT NULL;
  DECLARE refused_since DATETIME(3) DEFAULT NULL;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  INSERT INTO users (id, app_id, openid, unionid, created_at, last_login_at)
  VALUES (the_user_id, the_app_id, the_openid, the_unionid, the_time, the_time)
  ON DUPLICATE KEY UPDATE
    unionid = COALESCE(the_unionid, unionid),
    last_login_at = the_time;

  SELECT COUNT(*) INTO is_repeated FROM sessions WHERE id = the_session_id;

  IF NOT is_repeated AND the_user_limit > 0 THEN
    -- from left to right: logins is decided while logins_since is still the old one
    UPDATE users SET
      logins = IF(logins_since > the_window, logins + 1, 1),
      logins_since = IF(logins_since > the_window, logins_since, the_time)
    WHERE id = the_user_id;
    SELECT logins, logins_since INTO counted, counted_since FROM users WHERE id = the_user_id;
    IF counted > the_user_limit THEN
      SET refused_since = counted_since;
    END IF;
  END IF;

  IF NOT is_repeated AND refused_since IS NULL AND the_address IS NOT NULL AND the_address_limit > 0 THEN
    INSERT INTO login_addresses (address, logins_since, logins)
    VALUES (the_address, the_time, 1)
    ON DUPLICATE KEY UPDATE
      logins = IF(logins_since > the_window, logins + 1, 1),
      logins_since = IF(logins_since > the_window, logins_since, the_time);
    SELECT logins, logins_since INTO counted, counted_since FROM login_addresses WHERE address = the_address;
    IF counted > the_address_limit THEN
      SET refused_since = counted_since;
    END IF;
  END IF;

  IF refused_since IS NOT NULL THEN
    ROLLBACK;
  ELSE
    IF is_only_one THEN
      DELETE FROM sessions WHERE user_id = the_user_id AND id <> the_session_id;
    END IF;
    INSERT INTO sessions
      (id, user_id, sealing_key_id, session_key, device, created_at, last_seen_at, expires_at, ends_at)
    VALUES
      (the_session_id, the_user_id, the_sealing_key_id, the_session_key, the_device, the_time, the_time, the_expiry, the_end)
    ON DUPLICATE KEY UPDATE id = id;
    COMMIT;
  END IF;
  SELECT refused_since;
END;

-- Erases everything about a user, in one commit; a second call does no harm. The user's row is locked first, as in log_in.

DROP PROCEDURE IF EXISTS erase_user;

CREATE PROCEDURE erase_user(IN the_user_id BINARY(16))
SQL SECURITY INVOKER
BEGIN
  DECLARE is_known INT DEFAULT 0;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT COUNT(*) INTO is_known FROM users WHERE id = the_user_id FOR UPDATE;
  DELETE FROM sessions WHERE user_id = the_user_id;
  DELETE FROM users WHERE id = the_user_id;
  COMMIT;
END;
