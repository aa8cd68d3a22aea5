import { type OrderPlace, viewOrder } from '../orders/order'
import { orders } from '../orders/orders'
import { operation } from '../shared/http/operation'
import { cutPage } from '../shared/http/page'

const PAGE = 20

/** GET /shop/orders: the caller's orders, newest first, page by page. */
export const listOrders = operation(
  'listOrders',
  { orders },
  async ({ query, session, deadline }, { orders }) => {
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor)
    const found = await orders.list(session.userId, after, PAGE + 1, deadline)
    const { page, ...more } = cutPage(found, PAGE, writeCursor)
    return { orders: page.map(viewOrder), ...more }
  }
)

/** The milliseconds of `createdAt`, and `no`. */
function writeCursor({ createdAt, no }: OrderPlace): string {
  return `${createdAt.getTime()}-${no}`
}

/** The contract has refused what is not of this form. */
function readCursor(cursor: string): OrderPlace {
  const [ms = '', no = ''] = cursor.split('-')
  return { createdAt: new Date(Number(ms)), no }
}
