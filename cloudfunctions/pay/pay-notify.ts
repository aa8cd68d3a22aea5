import { payments } from '../orders/payments'
import { operation } from '../shared/http/operation'
import { isPaid } from '../shared/wechat-pay/pay-answers'
import { payNotices } from '../shared/wechat-pay/pay-notices'

/**
 * POST /pay/notify: WeChat Pay's notification of a payment or a refund. It is repeated for a day
 * unless it is answered by 204 within five seconds.
 */
export const payNotify = operation(
  'payNotify',
  { payNotices, payments },
  async ({ headers, rawBody, deadline, note }, { payNotices: open, payments }) => {
    const { event, payment, refund } = open({ headers, body: rawBody })
    note({ notice: event })
    if (payment && isPaid(payment)) await payments.settle(payment, deadline)
    if (refund) await payments.settleRefund(refund, deadline)
  }
)
