import { viewOrder } from '../orders/order'
import { orders } from '../orders/orders'
import { payments } from '../orders/payments'
import { Failure } from '../shared/core/failure'
import { operation } from '../shared/http/operation'

/** POST /shop/orders/{no}/refund: refunds a paid order, once however often it is called. */
export const refundOrder = operation(
  'refundOrder',
  { orders, payments },
  async ({ path, session, deadline }, { orders, payments }) => {
    const { no } = await orders.findOwn(path.no, session.userId, deadline)
    await payments.askForRefund({ no }, deadline)
    const order = await orders.findOwn(no, session.userId, deadline)
    if (order.state !== 'refunding' && order.state !== 'refunded')
      throw new Failure('ORDER_CHANGED', { detail: { state: order.state } })
    return { order: viewOrder(order) }
  }
)
