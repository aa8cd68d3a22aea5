import { operation } from '../shared/http/operation'
import { reply } from '../shared/http/reply'
import { CACHED } from './cached'
import { products } from './products'

const PAGE = 20

/** GET /shop/search: the products that have all these words, in Chinese or English. */
export const searchProducts = operation(
  'searchProducts',
  { products },
  async ({ query: { q, page }, deadline }, { products }) => {
    const { products: found, count } = await products.search(
      q,
      { number: page, size: PAGE },
      deadline
    )
    const body = { products: found, page, pages: Math.ceil(count / PAGE) }
    return reply(200, body, { headers: CACHED })
  }
)
