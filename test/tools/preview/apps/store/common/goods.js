/** Thirty pieces, in pages of ten. */
const ALL = Array.from({ length: 30 }, (_, index) => ({
  id: `g${index + 1}`,
  title: `商品 ${index + 1}：一件有长名字的好东西，需要两行才写得下`,
  cents: 1990 + index * 250,
  tags: index % 3 ? [] : ['新品', '包邮'],
  color: ['#8ec5e6', '#f5b942', '#9ad0a0'][index % 3]
}))

export const listGoods = (page) =>
  new Promise((resolve) => setTimeout(() => resolve(ALL.slice(page * 10, page * 10 + 10)), 20))

export const findGoods = (id) => ALL.find((one) => one.id === id)
