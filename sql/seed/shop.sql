-- Something to sell on a developer's machine, with pictures that are in mocks/cos/objects/. Run again, it leaves what is there as it is.

INSERT IGNORE INTO products (id, title, words, price_fen, stock, picture_url) VALUES
  (1, '素色茶杯', 'cup ceramics 陶瓷 杯子 器皿', 4500, 60, 'shop/cup.svg'),
  (2, '竹编茶盘', 'tray bamboo 竹子 器皿', 12800, 12, 'shop/tray.svg'),
  (3, '手冲咖啡豆', 'coffee beans 咖啡', 7900, 40, 'shop/coffee.svg'),
  (4, '陈皮', 'tangerine peel 橘皮', 3900, 80, 'shop/peel.svg'),
  (5, '白毫银针', 'white tea silver needle 白茶 茶叶', 26800, 8, 'shop/white-tea.svg'),
  (6, '铁观音 乌龙茶', 'oolong tea tieguanyin 茶叶 安溪', 9800, 35, 'shop/oolong.svg'),
  (7, '正山小种 红茶', 'black tea lapsang souchong 茶叶 武夷山', 12000, 24, 'shop/black-tea.svg'),
  (8, '茉莉花茶', 'jasmine tea 茶叶 福州', 5800, 50, 'shop/jasmine.svg'),
  (9, '普洱熟茶 小青柑', 'puer tea tangerine 茶叶 云南', 8600, 0, 'shop/puer.svg'),
  (10, '桂花蜂蜜', 'honey osmanthus 蜜', 6200, 30, 'shop/honey.svg'),
  (11, '手工青瓷盖碗', 'gaiwan celadon 器皿 青瓷', 16800, 6, 'shop/gaiwan.svg'),
  (12, '明前龙井 绿茶', 'green tea longjing dragon well 茶叶 西湖', 19800, 18, 'shop/green-tea.svg');
