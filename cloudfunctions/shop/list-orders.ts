import { viewOrder } from '../orders/order'
import { orders } from '../orders/orders'
import { operation } from '../shared/http/operation'
import { cutPage } from '../shared/http/page'

const PAGE = 20

/** GET /shop/orders: the caller's orders, newest first, page by page. */
export const listOrders = operation(
  'listOrders',
  { orders },
  async ({ query, session, deadline }, { orders }) => {
    const before = query.cursor === undefined ? undefined : new Date(query.cursor)
    const found = await orders.list(session.userId, before, PAGE + 1, deadline)
    const { page, ...more } = cutPage(found, PAGE, ({ createdAt }) => createdAt.toISOString())
    return { orders: page.map(viewOrder), ...more }
  }
)
