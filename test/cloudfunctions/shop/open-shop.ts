import { type Schemas } from '../../../gateway-config/generated/contract'
import { type PayStandIn, startPay } from '../../../mocks/pay'
import { startStandIn as startWechat } from '../../../mocks/wechat/stand-in'
import { type StackOptions } from '../../../tools/stack'
import { startTestStack, type TestStack } from '../../support/stack'
import { type Caller, logIn } from '../caller'

export type Order = Schemas['Order']
export type Placed = Schemas['PlacedOrder']

export interface Answered<Body> {
  status: number
  headers: Headers
  body: Body & { code?: string }
}

export interface Shop {
  stack: TestStack
  pay: PayStandIn
  logIn(user: string): Promise<Caller>
  /** POST /shop/orders, with a key of its own unless one is given. */
  order(
    buyer: Caller,
    request: { productId?: unknown; quantity?: unknown },
    key?: string
  ): Promise<Answered<Placed>>
  /** Places an order for some tea that has to succeed. */
  buy(buyer: Caller, quantity?: number): Promise<Order>
  find(no: string): Promise<OrderRow>
  stockOf(productId: number): Promise<number>
  /** Works all that was left for later, as if its time had come. */
  work(): Promise<void>
  /** Moves the end of an order's time to pay into the past, at both sides. */
  expire(no: string): Promise<void>
  close(): Promise<void>
}

interface OrderRow {
  state: Order['state']
  holds_stock: number
  total_fen: number
  transaction_id: string | null
}

export const TEA = 1
export const CUP = 2
export const LAST_ONE = 3

const PRODUCTS = [
  [TEA, '明前龙井 绿茶', 'green tea longjing 茶叶', 19800, 1000],
  [CUP, '青瓷茶杯', 'celadon cup 器皿', 4500, 100],
  [LAST_ONE, '白毫银针', 'white tea 白茶', 26800, 1]
]

let keys = 0

/** The whole back end with a shop that sells three things, and WeChat Pay. */
export async function openShop(
  options: Partial<StackOptions> = {},
  settings: Record<string, string> = {}
): Promise<Shop> {
  const pay = await startPay({ lateMs: 50 })
  const stack = await startTestStack(settings, undefined, {
    async startStandIns(known) {
      const { url, reach, stop } = pay
      const phone = { pay: `${url}/_buyer/pay` }
      const standIn = { name: 'pay', url, settings: pay.settings, phone, reach, stop }
      return [await startWechat(known), standIn].flatMap((each) => each ?? [])
    },
    ...options
  })
  const { database } = stack
  await database.query('INSERT INTO products (id, title, words, price_fen, stock) VALUES ?', [
    PRODUCTS
  ])

  const shop: Shop = {
    stack,
    pay,
    logIn: (user) => logIn(stack, user),
    async order({ token }, request, key = `key-${process.pid}-${++keys}`) {
      const answer = await stack.fetch('/shop/orders', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': key
        },
        body: JSON.stringify(request)
      })
      return {
        status: answer.status,
        headers: answer.headers,
        body: (await answer.json()) as never
      }
    },
    async buy(buyer, quantity = 1) {
      const { status, body } = await shop.order(buyer, { productId: TEA, quantity })
      if (status !== 201) throw new Error(`order: ${status} ${JSON.stringify(body)}`)
      return body.order
    },
    async find(no) {
      const sql = 'SELECT state, holds_stock, total_fen, transaction_id FROM orders WHERE no = ?'
      return (await database.query<OrderRow>(sql, [no]))[0]!
    },
    async stockOf(productId) {
      const sql = 'SELECT stock FROM products WHERE id = ?'
      return (await database.query<{ stock: number }>(sql, [productId]))[0]!.stock
    },
    async work() {
      await database.query("UPDATE events SET due_at = UTC_TIMESTAMP(3) WHERE state = 'waiting'")
      const { failure } = await stack.scf.invoke('events', { Type: 'Timer' })
      if (failure) throw new Error(failure)
    },
    async expire(no) {
      const past = new Date(Date.now() - 1000)
      await database.query('UPDATE orders SET expires_at = ? WHERE no = ?', [past, no])
      const known = pay.ledger.orders.get(no)
      if (known) known.expiresAt = past
    },
    close: () => stack.stop()
  }
  return shop
}
