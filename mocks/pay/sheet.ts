import { type ServerResponse } from 'node:http'
import { PayError } from './errors'
import { type PayKeys } from './keys'
import { type Ledger, type MockOrder } from './ledger'
import { isSigned } from './signatures'

interface Parts {
  keys: PayKeys
  ledger: Ledger
  pay(no: string): MockOrder
  lateMs?: number
}

/** So long after the page has given up. */
const LATE_MS = 3000

/**
 * What the buyer decides: POST /_buyer/pay with the parameters of wx.requestPayment, and `outcome`
 * pay, cancel or late.
 */
export function serveBuyer(
  parts: Parts,
  { method, path, body }: { method: string; path: string; body: string },
  outgoing: ServerResponse
): void {
  const reply = (status: number, content: object) => {
    outgoing.writeHead(status, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type'
    })
    outgoing.end(JSON.stringify(content))
  }
  if (method === 'OPTIONS') return reply(200, {})
  try {
    if (path !== '/_buyer/pay') throw new PayError(404, 'NOT_FOUND', path)
    const given = JSON.parse(body) as Record<string, string>
    const { no } = findOrder(parts, given)
    const { outcome = 'pay' } = given
    if (outcome === 'pay') parts.pay(no)
    if (outcome === 'late') setTimeout(() => payIfOpen(parts, no), parts.lateMs ?? LATE_MS).unref()
    reply(200, { no })
  } catch (error) {
    const { status = 400, message } = error as PayError
    reply(status, { message })
  }
}

function payIfOpen({ pay }: Parts, no: string): void {
  try {
    pay(no)
  } catch (error) {
    // closed by then: nobody is charged
    if (!(error instanceof PayError)) throw error
  }
}

/** The order that wx.requestPayment names, if the merchant has signed for it. */
function findOrder({ keys, ledger }: Parts, given: Record<string, string>): MockOrder {
  const [, prepayId] = /^prepay_id=(.+)$/.exec(given.package ?? '') ?? []
  const order = [...ledger.orders.values()].find((each) => each.prepayId === prepayId)
  if (!order) throw new PayError(404, 'ORDER_NOT_EXIST', 'package: no such prepay_id')
  const text = `${order.appid}\n${given.timeStamp}\n${given.nonceStr}\n${given.package}\n`
  if (given.signType !== 'RSA' || !isSigned(keys.merchant.publicKey, text, given.paySign ?? ''))
    throw new PayError(400, 'SIGN_ERROR', 'paySign: wrong signature')
  return order
}
