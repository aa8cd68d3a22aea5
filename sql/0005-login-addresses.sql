-- How often one address has logged users in of late. The janitor empties it.

CREATE TABLE IF NOT EXISTS login_addresses (
  address BINARY(16) NOT NULL COMMENT 'first 16 bytes of an HMAC-SHA256: the address itself is kept nowhere',
  logins_since DATETIME(3) NOT NULL,
  logins INT UNSIGNED NOT NULL,
  PRIMARY KEY (address),
  KEY login_addresses_age (logins_since)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
