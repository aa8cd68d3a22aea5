-- A login in one round trip and one commit. The caller makes all ids, so that the same call can be sent again
-- after a lost connection without writing anything twice. The user comes first: its row lock keeps the logins of
-- one user in order.

DROP PROCEDURE IF EXISTS record_login;

CREATE PROCEDURE record_login(
  IN the_user_id BINARY(16),
  IN the_app_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
  IN the_openid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  IN the_unionid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  IN the_session_id BINARY(16),
  IN the_sealing_key_id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
  IN the_session_key VARBINARY(128),
  IN the_time DATETIME(3),
  IN the_expiry DATETIME(3)
)
SQL SECURITY INVOKER
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  START TRANSACTION;
  INSERT INTO users (id, app_id, openid, unionid, created_at, last_login_at)
  VALUES (the_user_id, the_app_id, the_openid, the_unionid, the_time, the_time)
  ON DUPLICATE KEY UPDATE
    unionid = COALESCE(the_unionid, unionid),
    last_login_at = the_time;
  INSERT INTO sessions (id, user_id, sealing_key_id, session_key, created_at, expires_at)
  VALUES (the_session_id, the_user_id, the_sealing_key_id, the_session_key, the_time, the_expiry)
  ON DUPLICATE KEY UPDATE id = id;
  COMMIT;
END;
