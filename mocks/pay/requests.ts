import { badParameter, PayError } from './errors'

export interface OrderRequest {
  no: string
  appid: string
  openid: string
  description: string
  notifyUrl: string
  fen: number
  expiresAt: Date
}

const A_MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Reads the body of an order and refuses what WeChat Pay refuses. Throws PayError. */
export function readOrder(body: Record<string, unknown>, mchId: string, now: Date): OrderRequest {
  const text = (name: string, pattern: RegExp) => {
    const value = body[name]
    if (typeof value !== 'string' || !pattern.test(value)) throw badParameter(name)
    return value
  }
  if (body.mchid !== mchId)
    throw new PayError(400, 'APPID_MCHID_NOT_MATCH', 'mchid: not this merchant')
  const { total, currency = 'CNY' } = { ...(body.amount as Record<string, unknown>) }
  if (!Number.isInteger(total) || Number(total) < 1) throw badParameter('amount.total')
  if (currency !== 'CNY') throw badParameter('amount.currency')
  const { openid } = { ...(body.payer as Record<string, unknown>) }
  if (typeof openid !== 'string' || !/^[\w-]{1,128}$/.test(openid))
    throw badParameter('payer.openid')
  return {
    no: text('out_trade_no', /^[0-9A-Za-z_|*-]{6,32}$/),
    appid: text('appid', /^wx[0-9a-f]{16}$/),
    openid,
    description: text('description', /^.{1,127}$/su),
    notifyUrl: text('notify_url', /^https:\/\/[^?#\s]{1,247}$/),
    fen: Number(total),
    expiresAt: readExpiry(body.time_expire, now)
  }
}

function readExpiry(given: unknown, now: Date): Date {
  if (given === undefined) return new Date(now.getTime() + 7 * DAY_MS)
  const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/
  if (typeof given !== 'string' || !pattern.test(given)) throw badParameter('time_expire')
  const leftMs = new Date(given).getTime() - now.getTime()
  if (!(leftMs >= A_MINUTE_MS && leftMs <= 90 * DAY_MS))
    throw badParameter('time_expire: from 1 minute to 90 days')
  return new Date(given)
}
