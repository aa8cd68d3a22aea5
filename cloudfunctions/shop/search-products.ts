import { operation } from '../shared/http/operation'
import { reply } from '../shared/http/reply'
import { CACHED, products } from './products'

const PAGE = 20

/** GET /shop/search: the products that have all these words, in Chinese or English. */
export const searchProducts = operation(
  'searchProducts',
  { products },
  async (call, { products }) => {
    const { q, page } = call.query
    const shown = { number: page, size: PAGE }
    const { products: found, count } = await products.search(q, shown, call)
    const body = { products: found, page, pages: Math.ceil(count / PAGE) }
    return reply(200, body, { headers: CACHED })
  }
)
