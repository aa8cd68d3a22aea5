import { viewOrder } from '../orders/order'
import { orders } from '../orders/orders'
import { operation } from '../shared/http/operation'

/** GET /shop/orders/{no}: one order of the caller's. */
export const getOrder = operation(
  'getOrder',
  { orders },
  async ({ path, session, deadline }, { orders }) => ({
    order: viewOrder(await orders.findOwn(path.no, session.userId, deadline))
  })
)
