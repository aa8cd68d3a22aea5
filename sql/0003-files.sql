-- Files that users upload. A row is written before the phone may upload, so that no object is without one for long.

CREATE TABLE IF NOT EXISTS files (
  object_key VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'where it is kept; uploads come under upload/',
  user_id BINARY(16) NULL COMMENT 'NULL: the object is to be removed, then this row',
  kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  granted_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL COMMENT 'of the permission to upload',
  kept_at DATETIME(3) NULL COMMENT 'NULL: nobody has confirmed the upload',
  PRIMARY KEY (object_key),
  KEY files_user (user_id, kept_at, expires_at),
  KEY files_expiry (kept_at, expires_at),
  -- however a user is erased, their files are marked in the same commit
  CONSTRAINT files_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- avatar_url stays for addresses that come from WeChat itself
ALTER TABLE users ADD COLUMN avatar_key VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER avatar_url;

-- As before, and what was the user's in object storage is removed by the function `events`.

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
  INSERT INTO events (kind, event_key, payload, due_at, keep_seconds, is_optional, created_at)
  SELECT 'files-dropped', UUID(), '{}', UTC_TIMESTAMP(3), 120, TRUE, UTC_TIMESTAMP(3)
  FROM files WHERE user_id = the_user_id LIMIT 1;
  DELETE FROM sessions WHERE user_id = the_user_id;
  DELETE FROM users WHERE id = the_user_id;
  COMMIT;
END;
