import { operation } from '../shared/http/operation'
import { cutPage } from '../shared/http/page'
import { reply } from '../shared/http/reply'
import { CACHED, products } from './products'

const PAGE = 20

/** GET /shop/products: what is sold, newest first, page by page. */
export const listProducts = operation('listProducts', { products }, async (call, { products }) => {
  const { cursor } = call.query
  const before = cursor === undefined ? undefined : Number(cursor)
  const found = await products.list(before, PAGE + 1, call)
  const { page, ...more } = cutPage(found, PAGE, ({ id }) => String(id))
  return reply(200, { products: page, ...more }, { headers: CACHED })
})
