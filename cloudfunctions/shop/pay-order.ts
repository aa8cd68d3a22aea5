import { viewOrder } from '../orders/order'
import { orders } from '../orders/orders'
import { payments } from '../orders/payments'
import { users } from '../shared/accounts/users'
import { Failure } from '../shared/core/failure'
import { operation } from '../shared/http/operation'

/** POST /shop/orders/{no}/payment: what wx.requestPayment needs for an order placed earlier. */
export const payOrder = operation(
  'payOrder',
  { users, orders, payments },
  async ({ path, session, deadline }, { users, orders, payments }) => {
    const own = await orders.findOwn(path.no, session.userId, deadline)
    const { openid } = await users.find(session.userId, deadline)
    const { order, payment } = await payments.prepare(own, openid, deadline)
    if (!payment) throw new Failure('ORDER_CHANGED', { detail: { state: order.state } })
    return { order: viewOrder(order), payment }
  }
)
