import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { secondsOf } from '../parts/clock'
import { part } from '../parts/part'
import { merchant } from './merchant'
import { type Payment, readPayment, readRefund, type Refund } from './pay-answers'
import { payHttp } from './pay-http'
import { signLines } from './signature'

/** What an order is to WeChat Pay. */
export interface PayOrder {
  no: string
  appId: string
  openid: string
  title: string
  totalFen: number
  expiresAt: Date
}

/** The parameters of wx.requestPayment. */
export interface PaymentParameters {
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}

/**
 * WeChat Pay's API v3. All methods throw Failure: PAY_UNAVAILABLE when the same call should be sent
 * again later, SERVER_MISCONFIGURED when the merchant is not set up, SERVER_ERROR for what is ours.
 */
export interface WechatPay {
  /**
   * Announces an order and returns its prepay_id; undefined when it has been paid or closed. The same
   * order again does no harm.
   */
  prepay(order: PayOrder, deadline: Deadline): Promise<string | undefined>
  /** Signed for the mini-program; the same arguments return the same parameters. */
  sign(appId: string, prepayId: string, at: Date): PaymentParameters
  /** undefined for an order that WeChat Pay has not heard of. */
  query(no: string, deadline: Deadline): Promise<Payment | undefined>
  /** False when the order cannot be closed because it has been paid. */
  close(no: string, deadline: Deadline): Promise<boolean>
  /** Gives all of an order back. The same order again refunds once and returns how far it is. */
  refund(order: { no: string; totalFen: number }, deadline: Deadline): Promise<Refund>
}

/** What an error means for the order; two spellings are in use. */
const GONE = /^(ORDER_?NOT_?EXIST|RESOURCE_NOT_EXISTS)$/
const CLOSED = /^ORDER_?CLOSED$/
const PAID = /^ORDER_?PAID$/
const LONGEST_TITLE = 127

export const wechatPay = part({
  needs: { payHttp, merchant },
  make({ payHttp: ask, merchant }): WechatPay {
    const refuse = (pay: string) => new Failure('SERVER_ERROR', { detail: { pay } })
    const orderPath = (no: string) => `/v3/pay/transactions/out-trade-no/${no}`

    return {
      async prepay({ no, appId, openid, title, totalFen, expiresAt }, deadline) {
        const { mchId, notifyUrl } = merchant()
        const order = {
          appid: appId,
          mchid: mchId,
          description: title.slice(0, LONGEST_TITLE),
          out_trade_no: no,
          time_expire: chinaTime(expiresAt),
          notify_url: notifyUrl,
          amount: { total: totalFen, currency: 'CNY' },
          payer: { openid }
        }
        const { json, refused } = await ask('/v3/pay/transactions/jsapi', order, deadline)
        if (CLOSED.test(refused) || PAID.test(refused)) return undefined
        const { prepay_id: id } = { ...(json as { prepay_id?: unknown }) }
        if (typeof id !== 'string') throw refuse(refused || 'no prepay_id')
        return id
      },
      sign(appId, prepayId, at) {
        const timeStamp = String(secondsOf(at))
        const nonceStr = prepayId.slice(-32)
        const name = `prepay_id=${prepayId}`
        const paySign = signLines(merchant().privateKey, appId, timeStamp, nonceStr, name)
        return { timeStamp, nonceStr, package: name, signType: 'RSA', paySign }
      },
      async query(no, deadline) {
        const { mchId } = merchant()
        const path = `${orderPath(no)}?mchid=${mchId}`
        const { json, refused } = await ask(path, undefined, deadline)
        if (GONE.test(refused)) return undefined
        if (refused) throw refuse(refused)
        return readPayment(json, mchId)
      },
      async close(no, deadline) {
        const json = { mchid: merchant().mchId }
        const { refused } = await ask(`${orderPath(no)}/close`, json, deadline)
        if (PAID.test(refused)) return false
        if (!refused || CLOSED.test(refused) || GONE.test(refused)) return true
        throw refuse(refused)
      },
      async refund({ no, totalFen }, deadline) {
        const refund = {
          out_trade_no: no,
          // one refund for each order: its number can be the same
          out_refund_no: no,
          notify_url: merchant().notifyUrl,
          amount: { refund: totalFen, total: totalFen, currency: 'CNY' }
        }
        const { json, refused } = await ask('/v3/refund/domestic/refunds', refund, deadline)
        if (refused) throw refuse(refused)
        return readRefund(json)
      }
    }
  }
})

/** RFC 3339 in China's time, to the second. */
function chinaTime(time: Date): string {
  return new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 19) + '+08:00'
}
