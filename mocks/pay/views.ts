import { type MockOrder, type MockRefund } from './ledger'

/** RFC 3339 in China's time, to the second. */
export function chinaTime(at: Date): string {
  const shifted = new Date(at.getTime() + 8 * 3_600_000)
  return `${shifted.toISOString().slice(0, 19)}+08:00`
}

/** An order as a query answers it, and as a notification contains it. */
export function viewOrder(mchId: string, order: MockOrder): Record<string, unknown> {
  const isPaid = order.transactionId !== undefined
  return {
    appid: order.appid,
    mchid: mchId,
    out_trade_no: order.no,
    trade_state: order.state,
    trade_state_desc: order.state,
    attach: '',
    ...(isPaid && {
      transaction_id: order.transactionId,
      trade_type: 'JSAPI',
      bank_type: 'OTHERS',
      success_time: chinaTime(order.paidAt ?? new Date())
    }),
    payer: { openid: order.openid },
    amount: {
      total: order.paidFen ?? order.fen,
      payer_total: order.paidFen ?? order.fen,
      currency: 'CNY',
      payer_currency: 'CNY'
    }
  }
}

/** A refund as the API answers it. */
export function viewRefund(refund: MockRefund, order: MockOrder): Record<string, unknown> {
  return {
    refund_id: refund.id,
    out_refund_no: refund.no,
    transaction_id: order.transactionId,
    out_trade_no: order.no,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: chinaTime(order.paidAt ?? new Date()),
    status: refund.status,
    amount: { total: order.paidFen, refund: refund.fen, currency: 'CNY' }
  }
}

/** A refund as a notification contains it: the status has another name there. */
export function viewRefundNotice(mchId: string, refund: MockRefund, order: MockOrder) {
  return {
    ...viewRefund(refund, order),
    mchid: mchId,
    refund_status: refund.status,
    status: undefined
  }
}
