import { type Deadline } from '../shared/core/deadline'
import { Failure } from '../shared/core/failure'
import { log } from '../shared/core/log'
import { database, type Transaction } from '../shared/database/database'
import { events } from '../shared/events/events'
import { clock } from '../shared/parts/clock'
import { part } from '../shared/parts/part'
import { isPaid, type Payment, type Refund } from '../shared/wechat-pay/pay-answers'
import { type PaymentParameters, wechatPay } from '../shared/wechat-pay/wechat-pay'
import { orderPaid, orderRefunding } from './kinds'
import { type Order } from './order'
import { changeOrder, type OrderChange } from './order-states'
import { orders } from './orders'

/** Payments and refunds of orders. All methods throw what Database and WechatPay throw. */
interface Payments {
  /**
   * Gets an unpaid order ready to be paid; the same parameters for some minutes. Without them when
   * it turns out not to be unpaid any more.
   */
  prepare(order: Order, openid: string, deadline: Deadline): Promise<Prepared>
  /** Records a payment as WeChat Pay reports it. Idempotent. */
  settle(payment: Payment, deadline: Deadline): Promise<void>
  /** Asks WeChat Pay about an order, and closes it at both sides if `isOver` or it has expired. */
  check(order: Order, isOver: boolean, deadline: Deadline): Promise<void>
  /** Starts the refund of a paid order; does nothing where it has started already. */
  askForRefund(order: { no: string }, deadline: Deadline): Promise<void>
  /** Records the state of a refund. */
  settleRefund(refund: Refund, deadline: Deadline): Promise<void>
}

interface Prepared {
  order: Order
  payment?: PaymentParameters
}

/** WeChat Pay takes no order that ends sooner. */
const SHORTEST_MS = 61_000
/** For as long as this, the same prepay_id is signed in the same way. */
const SAME_MS = 5 * 60_000

export const payments = part({
  needs: { database, events, clock, orders, wechatPay },
  make({ database, events, clock, orders, wechatPay }): Payments {
    /** Makes a change, in one commit with what follows from it. */
    function change(
      name: OrderChange,
      no: string,
      deadline: Deadline,
      follow?: (transaction: Transaction) => Promise<unknown>
    ): Promise<void> {
      return database.transaction(
        async (transaction) => {
          if (await changeOrder(transaction, name, { no }, clock())) await follow?.(transaction)
        },
        deadline,
        { idempotent: true }
      )
    }

    async function announce(order: Order, openid: string, deadline: Deadline): Promise<Order> {
      const prepayId = await wechatPay.prepay({ ...order, openid }, deadline)
      if (prepayId) return orders.keepPrepayId(order, prepayId, deadline)
      // paid or closed over there, and not yet here
      await check(order, true, deadline)
      return (await orders.find(order.no, deadline)) ?? order
    }

    async function check(order: Order, isOver: boolean, deadline: Deadline): Promise<void> {
      const { no } = order
      const payment = await wechatPay.query(no, deadline)
      if (payment && isPaid(payment)) return settle(payment, deadline)
      if (!isOver && clock() < order.expiresAt) return
      if (!(await wechatPay.close(no, deadline))) {
        // paid since we asked
        const late = await wechatPay.query(no, deadline)
        if (late && isPaid(late)) return settle(late, deadline)
        throw new Failure('PAY_UNAVAILABLE', { detail: { pay: 'neither paid nor closed' } })
      }
      // from here on nobody can pay it
      await change('close', no, deadline)
    }

    async function settle(payment: Payment, deadline: Deadline): Promise<void> {
      const { no, appId, totalFen = -1, transactionId = '' } = payment
      const set = { transaction_id: transactionId }
      const ours = { no, where: { app_id: appId, total_fen: totalFen }, set }
      const outcome = await database.transaction(
        async (transaction) => {
          const now = clock()
          if (await changeOrder(transaction, 'pay', ours, now)) {
            await events.add(transaction, orderPaid, { no }, { key: no, optional: true })
            return 'paid'
          }
          if (await changeOrder(transaction, 'payLate', ours, now)) {
            await events.add(transaction, orderRefunding, { no }, { key: no })
            return 'late'
          }
          const [known] = await transaction.run<{ transaction_id: string | null }>(
            'SELECT transaction_id FROM orders WHERE no = ? FOR UPDATE',
            [no]
          )
          if (!known) return 'unknown'
          if (known.transaction_id === transactionId) return 'repeated'
          await changeOrder(transaction, 'payWrongly', { no, set }, now)
          return 'mismatch'
        },
        deadline,
        { idempotent: true }
      )
      if (outcome === 'unknown')
        throw new Failure('NOT_FOUND', { detail: { pay: 'unknown order' } })
      const level = outcome === 'mismatch' ? 'error' : 'info'
      log(level, { event: 'ORDER_PAYMENT', outcome, orderNo: no })
    }

    return {
      async prepare(order, openid, deadline) {
        const now = clock()
        const isPayable = order.expiresAt.getTime() - now.getTime() > SHORTEST_MS
        if (order.state !== 'unpaid' || !isPayable) return { order }
        const ready = order.prepayId ? order : await announce(order, openid, deadline)
        const { state, appId, prepayId, prepaidAt } = ready
        if (state !== 'unpaid' || !prepayId || !prepaidAt) return { order: ready }
        const at = now.getTime() - prepaidAt.getTime() < SAME_MS ? prepaidAt : now
        return { order: ready, payment: wechatPay.sign(appId, prepayId, at) }
      },
      settle,
      check,
      async askForRefund({ no }, deadline) {
        await change('askForRefund', no, deadline, (transaction) =>
          events.add(transaction, orderRefunding, { no }, { key: no })
        )
      },
      async settleRefund({ no, status }, deadline) {
        if (status === 'ABNORMAL' || status === 'CLOSED')
          log('error', { event: 'REFUND_FAILED', status, orderNo: no })
        if (status === 'SUCCESS') await change('refund', no, deadline)
      }
    }
  }
})
