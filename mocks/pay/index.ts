import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { isForeign, listen, urlOf } from '../local-server'
import { type Buyer, createBuyer } from './buyer'
import { PayError } from './errors'
import { type KeyMode, loadKeys, type PayKeys, settingsOf } from './keys'
import { Ledger } from './ledger'
import { answer } from './routes'
import { serveBuyer } from './sheet'
import { findForgery, signatureOf } from './signatures'

/**
 * What goes wrong with one request: `rateLimited` and `systemErrorBefore` do nothing, `systemError`
 * and `hang` have done it; `forged` answers with a wrong signature, `stale` with an old one.
 */
export type PayFault =
  'rateLimited' | 'systemErrorBefore' | 'systemError' | 'hang' | 'forged' | 'stale' | 'reset'

export interface PayStandIn extends Omit<Buyer, 'stop'> {
  url: string
  keys: PayKeys
  ledger: Ledger
  /** Settings of the functions that point to it. */
  settings: Record<string, string>
  /** `METHOD path` of each request so far, without queries. */
  asked: string[]
  /** The next requests whose line matches fail, one for each fault. */
  fail(line: RegExp, ...faults: PayFault[]): void
  /** Forgets the faults that have not happened yet. */
  heal(): void
  /** How far its clock is ahead of this machine's. */
  shiftClock(ms: number): void
  stop(): Promise<void>
}

interface PayOptions {
  /** Divides the pauses between deliveries of a notification. */
  squeeze?: number
  /** When a buyer pays who has closed the sheet; 3 seconds by default. */
  lateMs?: number
}

/** Starts a mock of api.mch.weixin.qq.com on a free local port, with one merchant. */
export async function startPay({ squeeze = 1000, lateMs }: PayOptions = {}): Promise<PayStandIn> {
  const keys = await loadKeys()
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)
  const ledger = new Ledger(keys.mchId, now)
  const buyer = createBuyer({ keys, ledger, now, squeeze })
  const asked: string[] = []
  const failing: { line: RegExp; fault: PayFault }[] = []

  function takeFault(line: string): PayFault | undefined {
    const index = failing.findIndex((each) => each.line.test(line))
    return index < 0 ? undefined : failing.splice(index, 1)[0]?.fault
  }

  const server = createServer((incoming, outgoing) => {
    if (isForeign(incoming)) return void outgoing.writeHead(403).end()
    const answerTo = (body: string) => {
      const { method = 'GET', url = '/' } = incoming
      const { pathname: path, searchParams: query } = urlOf(incoming)
      if (path.startsWith('/_buyer/'))
        return serveBuyer({ ...buyer, keys, ledger, lateMs }, { method, path, body }, outgoing)
      const line = `${method} ${path}`
      asked.push(line)
      const fault = takeFault(line)
      if (fault === 'reset') return incoming.socket.resetAndDestroy()
      const respond = (status: number, content?: object) => {
        const answered = content ? JSON.stringify(content) : ''
        const at = fault === 'stale' ? new Date(now().getTime() - 400_000) : now()
        const signed = fault === 'forged' ? `${answered} ` : answered
        outgoing.writeHead(status, {
          ...(answered && { 'content-type': 'application/json; charset=utf-8' }),
          'request-id': '0000',
          ...signatureOf(keys.pay[modeOf(incoming, buyer.mode())], signed, at)
        })
        outgoing.end(answered)
      }
      try {
        if (fault === 'rateLimited') throw new PayError(429, 'FREQUENCY_LIMITED', 'too often')
        if (fault === 'systemErrorBefore') throw new PayError(500, 'SYSTEM_ERROR', 'try again')
        if (!/application\/json|\*\/\*/.test(incoming.headers.accept ?? ''))
          throw new PayError(406, 'PARAM_ERROR', 'Accept must allow application/json')
        const forgery = findForgery(keys, { method, url, headers: incoming.headers, body }, now())
        if (forgery) throw new PayError(401, 'SIGN_ERROR', forgery)
        const { status, body: content } = answer(ledger, keys.mchId, {
          ...{ method, path, query },
          body: parse(body)
        })
        buyer.follow(path)
        if (fault === 'systemError') throw new PayError(500, 'SYSTEM_ERROR', 'try again')
        if (fault !== 'hang') respond(status, content)
      } catch (error) {
        if (!(error instanceof PayError)) throw error
        respond(error.status, { code: error.code, message: error.message })
      }
    }
    // whoever asks has gone away, or asks for what cannot be read
    text(incoming)
      .then(answerTo)
      .catch(() => incoming.socket.destroy())
  })
  const { url, stop } = await listen(server)
  return {
    ...buyer,
    url,
    keys,
    ledger,
    settings: settingsOf(keys, url),
    asked,
    fail: (line, ...faults) => void failing.push(...faults.map((fault) => ({ line, fault }))),
    heal: () => void failing.splice(0),
    shiftClock: (ms) => (aheadMs = ms),
    stop() {
      buyer.stop()
      return stop()
    }
  }
}

/** Answers follow the request's own Wechatpay-Serial, as during a change of the key. */
function modeOf({ headers }: IncomingMessage, fallback: KeyMode): KeyMode {
  return headers['wechatpay-serial']?.toString().startsWith('PUB_KEY_ID_') ? 'publicKey' : fallback
}

function parse(text: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text || '{}') as object) }
  } catch {
    throw new PayError(400, 'PARAM_ERROR', 'not JSON')
  }
}
