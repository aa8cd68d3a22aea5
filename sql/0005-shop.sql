-- The shop: what is sold, and who has ordered what. Money is in fen. All times are UTC.

-- MySQL searches titles with the index; MariaDB, which has no parser for Chinese, skips the line of it and reads them all.
-- Single letters such as "a" are stopwords: a pair of letters that contains one would not be indexed.
SET SESSION innodb_ft_enable_stopword = OFF;

CREATE TABLE IF NOT EXISTS products (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  title VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  words VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'what else it is found by',
  price_fen INT UNSIGNED NOT NULL,
  stock INT UNSIGNED NOT NULL COMMENT 'what nobody has ordered yet',
  picture_url VARCHAR(512) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'an https address, such as an object of COS',
  PRIMARY KEY (id)
  /*!50706 , FULLTEXT KEY products_words (title, words) WITH PARSER ngram */
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

SET SESSION innodb_ft_enable_stopword = DEFAULT;

CREATE TABLE IF NOT EXISTS orders (
  no CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'made of the buyer and their Idempotency-Key; WeChat Pay knows it too',
  user_id BINARY(16) NULL COMMENT 'NULL: the buyer was erased; money and stock still have to add up',
  app_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  product_id INT UNSIGNED NOT NULL,
  title VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL COMMENT 'as it was then, like the price',
  quantity INT UNSIGNED NOT NULL,
  price_fen INT UNSIGNED NOT NULL,
  total_fen INT UNSIGNED NOT NULL,
  state ENUM('unpaid', 'paid', 'closed', 'refunding', 'refunded', 'mismatch') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  holds_stock BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'until it is closed or refunded',
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL COMMENT 'the end of the time to pay',
  prepay_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  prepaid_at DATETIME(3) NULL,
  transaction_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of WeChat Pay, once it is paid',
  changed_at DATETIME(3) NOT NULL COMMENT 'when its state last changed',
  PRIMARY KEY (no),
  KEY orders_user (user_id, created_at),
  CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT orders_product FOREIGN KEY (product_id) REFERENCES products (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
