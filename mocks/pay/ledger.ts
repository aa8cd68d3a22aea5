import { randomBytes } from 'node:crypto'
import { badParameter, PayError } from './errors'
import { type OrderRequest, readOrder } from './requests'

type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED'
export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'

export interface MockOrder extends OrderRequest {
  state: TradeState
  prepayId: string
  prepaidAt: Date
  /** What the buyer was charged; differs from the total only where a test wants that. */
  paidFen?: number
  transactionId?: string
  paidAt?: Date
}

export interface MockRefund {
  id: string
  no: string
  orderNo: string
  fen: number
  status: RefundStatus
  notifyUrl?: string
}

/** How long a prepay_id can be paid. */
const PREPAY_MS = 2 * 3_600_000

/** The orders and refunds of one merchant, as WeChat Pay has them. */
export class Ledger {
  readonly orders = new Map<string, MockOrder>()
  readonly refunds = new Map<string, MockRefund>()

  constructor(
    private readonly mchId: string,
    private readonly now: () => Date
  ) {}

  /** The same parameters again return the same order. */
  create(body: Record<string, unknown>): MockOrder {
    const request = readOrder(body, this.mchId, this.now())
    const known = this.orders.get(request.no)
    if (!known) {
      const order: MockOrder = { ...request, state: 'NOTPAY', ...this.prepay() }
      this.orders.set(request.no, order)
      return order
    }
    const same = (['fen', 'description', 'openid', 'appid'] as const).every(
      (name) => known[name] === request[name]
    )
    if (!same) throw new PayError(403, 'OUT_TRADE_NO_USED', 'out_trade_no: used for another order')
    this.expire(known)
    if (known.state === 'CLOSED') throw new PayError(400, 'ORDER_CLOSED', 'the order is closed')
    if (known.state !== 'NOTPAY') throw new PayError(400, 'ORDERPAID', 'the order is paid')
    if (this.now().getTime() - known.prepaidAt.getTime() > PREPAY_MS)
      Object.assign(known, this.prepay())
    return known
  }

  find(no: string): MockOrder {
    const order =
      this.orders.get(no) ?? [...this.orders.values()].find((each) => each.transactionId === no)
    if (!order) throw new PayError(404, 'ORDER_NOT_EXIST', 'there is no such order')
    this.expire(order)
    return order
  }

  close(no: string): void {
    const order = this.find(no)
    if (order.state === 'CLOSED') throw new PayError(400, 'ORDER_CLOSED', 'the order is closed')
    if (order.state !== 'NOTPAY') throw new PayError(400, 'ORDERPAID', 'the order is paid')
    order.state = 'CLOSED'
  }

  /** The buyer pays. */
  pay(prepayId: string, fen?: number): MockOrder {
    const order = [...this.orders.values()].find((each) => each.prepayId === prepayId)
    if (!order) throw new PayError(404, 'ORDER_NOT_EXIST', 'there is no such prepay_id')
    this.expire(order)
    if (order.state !== 'NOTPAY') throw new PayError(400, 'ORDER_CLOSED', `it is ${order.state}`)
    return Object.assign(order, {
      state: 'SUCCESS',
      paidFen: fen ?? order.fen,
      paidAt: this.now(),
      transactionId: `42000026${randomBytes(10).toString('hex')}`
    })
  }

  /** The same number refunds once. */
  refund(body: Record<string, unknown>): MockRefund {
    const { out_refund_no: no } = body
    if (typeof no !== 'string' || !/^[\w|*@-]{1,64}$/.test(no)) throw badParameter('out_refund_no')
    const order = this.find(String(body.transaction_id ?? body.out_trade_no))
    const { refund: fen, total, currency } = { ...(body.amount as Record<string, unknown>) }
    if (!Number.isInteger(fen) || Number(fen) < 1) throw badParameter('amount.refund')
    if (total !== order.paidFen || currency !== 'CNY') throw badParameter('amount.total')
    const known = this.refunds.get(no)
    if (known && (known.fen !== fen || known.orderNo !== order.no))
      throw new PayError(400, 'INVALID_REQUEST', 'out_refund_no: used for another refund')
    if (known) return known
    if (order.state !== 'SUCCESS' && order.state !== 'REFUND')
      throw new PayError(400, 'INVALID_REQUEST', 'the order is not paid')
    if (this.refundedFen(order.no) + Number(fen) > Number(order.paidFen))
      throw new PayError(403, 'NOT_ENOUGH', 'more than was paid')
    const refund: MockRefund = {
      id: `503${randomBytes(12).toString('hex')}`,
      no,
      orderNo: order.no,
      fen: Number(fen),
      status: 'PROCESSING',
      ...(typeof body.notify_url === 'string' && { notifyUrl: body.notify_url })
    }
    this.refunds.set(no, refund)
    order.state = 'REFUND'
    return refund
  }

  findRefund(no: string): MockRefund {
    const refund = this.refunds.get(no)
    if (!refund) throw new PayError(404, 'RESOURCE_NOT_EXISTS', 'there is no such refund')
    return refund
  }

  /** What has been given back of an order, or will be. */
  refundedFen(orderNo: string): number {
    const all = [...this.refunds.values()].filter((each) => each.orderNo === orderNo)
    const counted = all.filter(({ status }) => ['PROCESSING', 'SUCCESS'].includes(status))
    return counted.reduce((sum, { fen }) => sum + fen, 0)
  }

  private expire(order: MockOrder): void {
    if (order.state === 'NOTPAY' && order.expiresAt <= this.now()) order.state = 'CLOSED'
  }

  private prepay() {
    const prepayId = `wx${randomBytes(17).toString('hex')}`
    return { prepayId, prepaidAt: this.now() }
  }
}
