-- What a user fills in, and how often they have logged in of late.

ALTER TABLE users
  ADD COLUMN nickname VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  ADD COLUMN avatar_url VARCHAR(512) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN phone_key_id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN phone VARBINARY(128) NULL COMMENT 'sealed as session_key is',
  ADD COLUMN logins_since DATETIME(3) NULL COMMENT 'start of the window that logins counts in',
  ADD COLUMN logins INT UNSIGNED NOT NULL DEFAULT 0,
  ADD KEY users_phone_key (phone_key_id);
