import { viewOrder } from '../orders/order'
import { orders } from '../orders/orders'
import { payments } from '../orders/payments'
import { operation } from '../shared/http/operation'

/**
 * POST /shop/orders/{no}/cancellation: closes an order that is not paid, so that others can buy what
 * it held. One that turns out to be paid stays paid; the answer has the state.
 */
export const cancelOrder = operation(
  'cancelOrder',
  { orders, payments },
  async ({ path, session, deadline }, { orders, payments }) => {
    const order = await orders.findOwn(path.no, session.userId, deadline)
    if (order.state === 'unpaid') await payments.check(order, true, deadline)
    return { order: viewOrder(await orders.findOwn(path.no, session.userId, deadline)) }
  }
)
