-- Something to sell on a developer's machine. Run again, it leaves what is there as it is.

INSERT IGNORE INTO products (id, title, words, price_fen, stock) VALUES
  (1, '素色茶杯', 'cup ceramics 陶瓷 杯子 器皿', 4500, 60),
  (2, '竹编茶盘', 'tray bamboo 竹子 器皿', 12800, 12),
  (3, '手冲咖啡豆', 'coffee beans 咖啡', 7900, 40),
  (4, '陈皮', 'tangerine peel 橘皮', 3900, 80),
  (5, '白毫银针', 'white tea silver needle 白茶 茶叶', 26800, 8),
  (6, '铁观音 乌龙茶', 'oolong tea tieguanyin 茶叶 安溪', 9800, 35),
  (7, '正山小种 红茶', 'black tea lapsang souchong 茶叶 武夷山', 12000, 24),
  (8, '茉莉花茶', 'jasmine tea 茶叶 福州', 5800, 50),
  (9, '普洱熟茶 小青柑', 'puer tea tangerine 茶叶 云南', 8600, 0),
  (10, '桂花蜂蜜', 'honey osmanthus 蜜', 6200, 30),
  (11, '手工青瓷盖碗', 'gaiwan celadon 器皿 青瓷', 16800, 6),
  (12, '明前龙井 绿茶', 'green tea longjing dragon well 茶叶 西湖', 19800, 18);
