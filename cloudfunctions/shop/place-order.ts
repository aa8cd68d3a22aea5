import { viewOrder } from '../orders/order'
import { orders } from '../orders/orders'
import { payments } from '../orders/payments'
import { users } from '../shared/accounts/users'
import { operation } from '../shared/http/operation'
import { reply } from '../shared/http/reply'
import { merchant } from '../shared/wechat-pay/merchant'

/**
 * POST /shop/orders: orders one product and gets it ready to be paid. The same Idempotency-Key
 * returns the same order, so that an answer that was lost can be asked for again.
 */
export const placeOrder = operation(
  'placeOrder',
  { merchant, users, orders, payments },
  async ({ body, header, session, deadline }, { merchant, users, orders, payments }) => {
    merchant()
    const buyer = await users.find(session.userId, deadline)
    const placed = await orders.place(buyer, header['idempotency-key'], body, deadline)
    // stock and order are committed: whatever fails now, the same request goes on from here
    const { order, payment } = await payments.prepare(placed, buyer.openid, deadline)
    return reply(201, { order: viewOrder(order), ...(payment && { payment }) })
  }
)
