import { type Result } from '../../../gateway-config/generated/contract'
import { openShop, type Shop, TEA } from './open-shop'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({}, { FILES_READ_URL: 'https://files.example.com' })
})
afterAll(() => shop.close())

it('shows a product as it is now, with its picture', async () => {
  const url = 'https://pictures-1250000000.cos.ap-guangzhou.myqcloud.com/tea.jpg'
  await shop.stack.database.query('UPDATE products SET picture_url = ? WHERE id = ?', [url, TEA])
  const answer = await shop.stack.fetch(`/shop/products/${TEA}`)
  expect(await answer.json()).toEqual({
    product: { id: 1, title: '明前龙井 绿茶', priceFen: 19800, stock: 1000, pictureUrl: url }
  })
})

it('gives a picture that is in the bucket an address', async () => {
  const { stack } = shop
  await stack.database.query("UPDATE products SET picture_url = 'shop/tea.svg' WHERE id = ?", [TEA])
  const answer = await stack.fetch(`/shop/products/${TEA}`)
  const { product } = (await answer.json()) as Result<'getProduct'>
  expect(product.pictureUrl).toBe('https://files.example.com/shop/tea.svg')
})

it.each([
  ['404', 404],
  ['0', 400],
  ['1.5', 400],
  ['x', 400],
  ['4294967296', 400]
])('answers product %s with %i', async (id, status) => {
  expect((await shop.stack.fetch(`/shop/products/${id}`)).status).toBe(status)
})
