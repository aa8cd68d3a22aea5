-- A user's id is random now: nobody can derive it from the openid, and whoever is erased and logs in again is a new
-- user. users.id no longer is what its comment in 0001 says, except for users from before this migration. And the clock
-- of the database decides when a login was: instances' clocks differ.
--
-- The caller proposes an id, which only a new user gets. It sends times by its own clock, which are moved to this one.
-- Parameters are those of 0001, so instances of the code before call it as they did.
--
-- The user's row comes first. Its lock puts the logins of one user in order, so the count is exact and two logins that
-- end each other's sessions cannot deadlock. READ COMMITTED, because deleting "all other sessions" would otherwise lock
-- the gaps into which other users' sessions are about to be inserted. A known user is looked up before anything is
-- inserted: an insert that meets the unique openid would lock the gap before it, in which new users are.

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
  DECLARE the_owner BINARY(16) DEFAULT NULL;
  DECLARE the_shift BIGINT DEFAULT 0;
  DECLARE is_repeated BOOLEAN DEFAULT FALSE;
  DECLARE counted INT UNSIGNED DEFAULT 0;
  DECLARE counted_since DATETIME(3) DEFAULT NULL;
  DECLARE refused_since DATETIME(3) DEFAULT NULL;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  SET the_shift = TIMESTAMPDIFF(MICROSECOND, the_time, UTC_TIMESTAMP(3));
  SET the_time = the_time + INTERVAL the_shift MICROSECOND;
  SET the_expiry = the_expiry + INTERVAL the_shift MICROSECOND;
  SET the_end = the_end + INTERVAL the_shift MICROSECOND;
  SET the_window = the_window + INTERVAL the_shift MICROSECOND;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT id, logins, logins_since INTO the_owner, counted, counted_since
  FROM users WHERE app_id = the_app_id AND openid = the_openid FOR UPDATE;
  IF the_owner IS NULL THEN
    INSERT INTO users (id, app_id, openid, unionid, created_at, last_login_at)
    VALUES (the_user_id, the_app_id, the_openid, the_unionid, the_time, the_time)
    ON DUPLICATE KEY UPDATE last_login_at = the_time;
    SELECT id, logins, logins_since INTO the_owner, counted, counted_since
    FROM users WHERE app_id = the_app_id AND openid = the_openid FOR UPDATE;
  END IF;

  SELECT COUNT(*) INTO is_repeated FROM sessions WHERE id = the_session_id;
  IF NOT is_repeated AND the_user_limit > 0 THEN
    IF counted_since > the_window THEN
      SET counted = counted + 1;
    ELSE
      SET counted = 1, counted_since = the_time;
    END IF;
    IF counted > the_user_limit THEN
      SET refused_since = counted_since;
    END IF;
  END IF;
  IF refused_since IS NULL THEN
    UPDATE users SET
      unionid = COALESCE(the_unionid, unionid),
      last_login_at = the_time,
      logins = counted,
      logins_since = counted_since
    WHERE id = the_owner;
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
      DELETE FROM sessions WHERE user_id = the_owner AND id <> the_session_id;
    END IF;
    INSERT INTO sessions
      (id, user_id, sealing_key_id, session_key, device, created_at, last_seen_at, expires_at, ends_at)
    VALUES
      (the_session_id, the_owner, the_sealing_key_id, the_session_key, the_device, the_time, the_time, the_expiry, the_end)
    ON DUPLICATE KEY UPDATE id = id;
    IF is_repeated THEN
      SELECT user_id, created_at INTO the_owner, the_time FROM sessions WHERE id = the_session_id;
    END IF;
    COMMIT;
  END IF;
  SELECT refused_since, the_owner AS user_id, the_time AS created_at;
END;
