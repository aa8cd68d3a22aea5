import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Connection } from 'mysql2/promise'
import { loadKeys, settingsOf } from '../../mocks/pay/keys'
import { writeNotice } from '../../mocks/pay/notices'
import { encryptPush, signPush } from '../../mocks/wechat/push-crypto'
import { pushSettingsOf } from '../../mocks/wechat/push-settings'
import { PROJECT } from '../support/back-end'
import { type HttpCall } from '../support/client'

/** What arrives from outside and is stored at once. */
export interface Kind {
  /** Of the function that takes it. */
  name: string
  /** The status that says it was taken. */
  taken: number
  /** Stores what `count` of them refer to; resolves to settings, and to what writes the nth of them. */
  prepare(
    database: Connection,
    appId: string,
    count: number
  ): Promise<{ settings: Record<string, string>; write(n: number): HttpCall }>
}

const AD = 'bench'
const FEN = 100

export const KINDS: Record<string, Kind> = {
  click: {
    name: 'go',
    taken: 302,
    async prepare(database) {
      await database.query('INSERT IGNORE INTO ads VALUES (?, ?)', [AD, 'https://www.example.com/'])
      return { settings: {}, write: () => ({ method: 'GET', path: `/go/${AD}` }) }
    }
  },
  push: {
    name: 'wechat',
    taken: 200,
    prepare(_database, appId) {
      const { token, aesKey } = pushSettingsOf(appId)
      const settings = { WECHAT_PUSH: `${appId}:${token}:${aesKey}` }
      return Promise.resolve({ settings, write: (n) => writePush(appId, n) })
    }
  },
  notify: {
    name: 'pay',
    taken: 204,
    async prepare(database, appId, count) {
      await storeOrders(database, appId, count)
      const keys = await loadKeys()
      const write = (n: number): HttpCall => {
        const payment = {
          ...{ appid: appId, mchid: keys.mchId, out_trade_no: orderNo(n) },
          ...{ trade_state: 'SUCCESS', transaction_id: `bench${n}` },
          amount: { total: FEN, currency: 'CNY' }
        }
        const event = 'TRANSACTION.SUCCESS'
        const notice = writeNotice(keys, 'publicKey', event, payment, new Date())
        return { method: 'POST', path: '/pay/notify', ...notice }
      }
      return { settings: settingsOf(keys, 'http://127.0.0.1:9'), write }
    }
  }
}

/** A project may have removed the examples. */
export function hasFunction({ name }: Kind): boolean {
  return existsSync(path.join(PROJECT.functionsDir, name))
}

function writePush(appId: string, n: number): HttpCall {
  const { token, aesKey } = pushSettingsOf(appId)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = String(n)
  const fields = { ToUserName: 'gh_97417a04a28d', FromUserName: 'o'.repeat(28) }
  const event = { MsgType: 'event', Event: 'enter_chat', CreateTime: Number(timestamp) }
  const message = JSON.stringify({ ...fields, ...event, AppID: appId, trace_id: nonce })
  const Encrypt = encryptPush(message, { appId, aesKey })
  const query = new URLSearchParams({
    ...{ timestamp, nonce, encrypt_type: 'aes', openid: fields.FromUserName },
    signature: signPush(token, timestamp, nonce),
    msg_signature: signPush(token, timestamp, nonce, Encrypt)
  })
  const body = JSON.stringify({ ToUserName: fields.ToUserName, Encrypt })
  return { method: 'POST', path: `/wechat/push?${query}`, body }
}

async function storeOrders(database: Connection, appId: string, count: number): Promise<void> {
  await database.query("INSERT INTO products (title, price_fen, stock) VALUES ('bench', ?, 0)", [
    FEN
  ])
  const [[product]] = (await database.query('SELECT MAX(id) AS id FROM products')) as unknown as [
    { id: number }[]
  ]
  const now = new Date()
  const later = new Date(now.getTime() + 3_600_000)
  const rows = Array.from({ length: count }, (_, n) => [
    ...[orderNo(n), null, appId, product?.id, 'bench', 1, FEN, FEN, 'unpaid', now, later, now]
  ])
  await database.query(
    `INSERT INTO orders (no, user_id, app_id, product_id, title, quantity, price_fen, total_fen,
     state, created_at, expires_at, changed_at) VALUES ?`,
    [rows]
  )
}

/** Of this run: the database may be one that is used again. */
const RUN = randomBytes(8).toString('hex')

function orderNo(n: number): string {
  return RUN + String(n).padStart(16, '0')
}
