import { type Deadline } from '../shared/core/deadline'
import { Failure } from '../shared/core/failure'
import { log } from '../shared/core/log'
import { database } from '../shared/database/database'
import { events } from '../shared/events/events'
import { clock } from '../shared/parts/clock'
import { part } from '../shared/parts/part'
import { orderPaid, orderRefunding } from './kinds'
import { type Order } from './order'
import { changeOrder } from './order-states'
import { orders } from './orders'
import { type Payment, type Refund } from './pay-answers'
import { type PaymentParameters, wechatPay } from './wechat-pay'

/** What becomes of orders by money. All methods throw what Database and WechatPay throw. */
export interface Payments {
  /**
   * Gets an unpaid order ready to be paid; the same parameters for some minutes. Without them when
   * it turns out not to be unpaid any more.
   */
  prepare(order: Order, openid: string, deadline: Deadline): Promise<Prepared>
  /** Records what WeChat Pay says of an order. Twice is the same as once. */
  settle(payment: Payment, deadline: Deadline): Promise<void>
  /** Asks WeChat Pay about an order, and closes it at both sides if `isOver` or it has expired. */
  check(order: Order, isOver: boolean, deadline: Deadline): Promise<void>
  /** Begins to give a paid order back; does nothing for one that is being given back. */
  askForRefund(order: { no: string }, deadline: Deadline): Promise<void>
  /** Records how far a refund is. */
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
    async function announce(order: Order, openid: string, deadline: Deadline): Promise<Order> {
      const prepayId = await wechatPay.prepay({ ...order, openid }, deadline)
      return orders.keepPrepayId(order, prepayId, deadline)
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
      await database.transaction(
        async (transaction) => void (await changeOrder(transaction, 'close', { no }, clock())),
        deadline,
        { idempotent: true }
      )
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
        try {
          const ready = order.prepayId ? order : await announce(order, openid, deadline)
          const { appId, prepayId = '', prepaidAt = now } = ready
          const at = now.getTime() - prepaidAt.getTime() < SAME_MS ? prepaidAt : now
          return { order: ready, payment: wechatPay.sign(appId, prepayId, at) }
        } catch (error) {
          // paid or closed over there, and not yet here
          if (!(error instanceof Failure) || error.code !== 'ORDER_CHANGED') throw error
          await check(order, true, deadline)
          return { order: (await orders.find(order.no, deadline)) ?? order }
        }
      },
      settle,
      check,
      async askForRefund({ no }, deadline) {
        await database.transaction(
          async (transaction) => {
            if (!(await changeOrder(transaction, 'askForRefund', { no }, clock()))) return
            await events.add(transaction, orderRefunding, { no }, { key: no })
          },
          deadline,
          { idempotent: true }
        )
      },
      async settleRefund({ no, status }, deadline) {
        if (status === 'ABNORMAL' || status === 'CLOSED')
          log('error', { event: 'REFUND_FAILED', status, orderNo: no })
        if (status !== 'SUCCESS') return
        await database.transaction(
          async (transaction) => void (await changeOrder(transaction, 'refund', { no }, clock())),
          deadline,
          { idempotent: true }
        )
      }
    }
  }
})

/** REFUND: it was paid, and some of it has been given back. */
export function isPaid({ state }: Payment): boolean {
  return state === 'SUCCESS' || state === 'REFUND'
}
