import { type EventHandler, onEvent, TryLater } from '../shared/events/handler'
import { clock } from '../shared/parts/clock'
import { wechatPay } from '../shared/wechat-pay/wechat-pay'
import { orderPlaced, orderRefunding } from './kinds'
import { type Order } from './order'
import { FIRST_CHECK_SECONDS, orders } from './orders'
import { payments } from './payments'

/** After the first check, WeChat Pay is asked again at this age, and when the time to pay is over. */
const SECOND_CHECK_SECONDS = 300
/** While a refund is in process; WeChat Pay notifies of its end, too. */
const REFUND_CHECK_SECONDS = 600
/** Some days, with pauses of an hour in the end. */
const MAX_TRIES = 50

/** Finds a payment whose notification was lost, and closes what nobody has paid. */
const lookAfter = onEvent(
  orderPlaced,
  { orders, payments, clock },
  async ({ payload: { no } }, { orders, payments, clock, deadline }) => {
    const order = await orders.find(no, deadline)
    if (order?.state !== 'unpaid') return
    await payments.check(order, false, deadline)
    const after = await orders.find(no, deadline)
    if (after?.state === 'unpaid')
      throw new TryLater(secondsToCheck(order, clock()), 'not paid yet')
  },
  { maxTries: MAX_TRIES }
)

const giveBack = onEvent(
  orderRefunding,
  { orders, payments, wechatPay },
  async ({ payload: { no } }, { orders, payments, wechatPay, deadline }) => {
    const order = await orders.find(no, deadline)
    if (order?.state !== 'refunding') return
    const refund = await wechatPay.refund(order, deadline)
    await payments.settleRefund(refund, deadline)
    if (refund.status !== 'SUCCESS') throw new TryLater(REFUND_CHECK_SECONDS, refund.status)
  },
  { maxTries: MAX_TRIES }
)

export const handlers: EventHandler[] = [lookAfter, giveBack]

function secondsToCheck({ createdAt, expiresAt }: Order, now: Date): number {
  const age = (now.getTime() - createdAt.getTime()) / 1000
  const end = (expiresAt.getTime() - now.getTime()) / 1000 + 1
  const later = age < SECOND_CHECK_SECONDS ? SECOND_CHECK_SECONDS - age : end
  const next = age < FIRST_CHECK_SECONDS ? FIRST_CHECK_SECONDS - age : later
  return Math.max(1, Math.ceil(Math.min(next, end)))
}
