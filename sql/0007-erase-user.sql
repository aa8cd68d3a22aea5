-- Everything about a user, in one commit; twice is harmless. The user's row is locked first, as a login does it.

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
