import { Failure } from '../core/failure'

/** What WeChat Pay reports about an order, in a query or a notification. */
export interface Payment {
  no: string
  appId: string
  state: string
  /** Once it is paid. */
  transactionId?: string
  /** In yuan's hundredths; undefined where the currency is not ours. */
  totalFen?: number
}

export interface Refund {
  no: string
  status: string
}

type Fields = Record<string, unknown>

const fieldsOf = (value: unknown): Fields => ({ ...(value as Fields) })

/** Throws Failure where it is not about an order of this merchant. */
export function readPayment(value: unknown, mchId: string): Payment {
  const { out_trade_no: no, appid: appId, trade_state: state, ...fields } = fieldsOf(value)
  const { total, currency = 'CNY' } = fieldsOf(fields.amount)
  const { mchid, transaction_id: transactionId } = fields
  if (typeof no !== 'string' || typeof appId !== 'string' || typeof state !== 'string')
    throw new Failure('SERVER_ERROR', { detail: { pay: 'not a payment' } })
  if (mchid !== mchId)
    throw new Failure('SERVER_ERROR', { detail: { pay: "another merchant's payment" } })
  return {
    ...{ no, appId, state },
    ...(typeof transactionId === 'string' && { transactionId }),
    ...(typeof total === 'number' && currency === 'CNY' && { totalFen: total })
  }
}

/** The status has another name in notifications. */
export function readRefund(value: unknown): Refund {
  const { out_trade_no: no, status, refund_status: noticed = status } = fieldsOf(value)
  if (typeof no !== 'string' || typeof noticed !== 'string')
    throw new Failure('SERVER_ERROR', { detail: { pay: 'not a refund' } })
  return { no, status: noticed }
}

/** REFUND: it was paid, and some of it has been given back. */
export function isPaid({ state }: Payment): boolean {
  return state === 'SUCCESS' || state === 'REFUND'
}
