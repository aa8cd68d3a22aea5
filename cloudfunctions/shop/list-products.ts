import { operation } from '../shared/http/operation'
import { reply } from '../shared/http/reply'
import { CACHED } from './cached'
import { products } from './products'

const PAGE = 20

/** GET /shop/products: what is sold, newest first, page by page. */
export const listProducts = operation(
  'listProducts',
  { products },
  async ({ query, deadline }, { products }) => {
    const before = query.cursor === undefined ? undefined : Number(query.cursor)
    // one more than a page says whether there is another
    const found = await products.list(before, PAGE + 1, deadline)
    const page = found.slice(0, PAGE)
    const next = found.length > PAGE ? String(page.at(-1)?.id) : undefined
    return reply(200, { products: page, ...(next && { next }) }, { headers: CACHED })
  }
)
