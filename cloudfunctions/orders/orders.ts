import { createHash } from 'node:crypto'
import { type Schemas } from '../../gateway-config/generated/contract'
import { bytesOf } from '../shared/accounts/identifiers'
import { type User } from '../shared/accounts/users'
import { type Deadline } from '../shared/core/deadline'
import { Failure } from '../shared/core/failure'
import { database, isDuplicate } from '../shared/database/database'
import { events } from '../shared/events/events'
import { clock } from '../shared/parts/clock'
import { part } from '../shared/parts/part'
import { orderPlaced } from './kinds'
import { NEWEST, type Order, ORDER_COLUMNS, type OrderPlace } from './order'

type OrderRequest = Schemas['OrderRequest']
type Buyer = Pick<User, 'id' | 'appId'>

/** All methods throw what Database.run throws. */
export interface Orders {
  /**
   * Orders for a buyer, at the price of this moment. The same key returns the first order again.
   * Throws Failure NOT_FOUND (no such product), SOLD_OUT, KEY_REUSED (the first order was another),
   * INVALID_REQUEST (too much, or nothing to pay).
   */
  place(buyer: Buyer, key: string, request: OrderRequest, deadline: Deadline): Promise<Order>
  find(no: string, deadline: Deadline): Promise<Order | undefined>
  /** Throws Failure NOT_FOUND for another buyer's order, as for one that does not exist. */
  findOwn(no: string, userId: string, deadline: Deadline): Promise<Order>
  /** The buyer's, newest first; those that follow a given order. */
  list(
    userId: string,
    after: OrderPlace | undefined,
    count: number,
    deadline: Deadline
  ): Promise<Order[]>
  /** Keeps the first prepay_id of an order, which is valid for longer; returns what it is then. */
  keepPrepayId(order: Order, prepayId: string, deadline: Deadline): Promise<Order>
}

/** How long an order waits to be paid, with its stock. */
const PAY_MINUTES = 30
/** What a column holds; nothing is sold for nothing. */
const MOST_FEN = 2 ** 32 - 1
/** When WeChat Pay is first asked, if its notification has not come by then. */
export const FIRST_CHECK_SECONDS = 30

export const orders = part({
  needs: { database, events, clock },
  make({ database, events, clock }): Orders {
    const FIND = `SELECT ${ORDER_COLUMNS} FROM orders WHERE no = ?`

    async function find(no: string, deadline: Deadline): Promise<Order | undefined> {
      const [order] = await database.run<Order>(FIND, [no], deadline)
      return order
    }

    function insert(
      { id, appId }: Buyer,
      no: string,
      { productId, quantity }: OrderRequest,
      deadline: Deadline
    ): Promise<Order> {
      const now = clock()
      const expiresAt = new Date(now.getTime() + PAY_MINUTES * 60_000)
      return database.transaction(
        async (transaction) => {
          const { run, change } = transaction
          // after a lost commit
          const [known] = await run<Order>(FIND, [no])
          if (known) return known
          const [product] = await run<{ title: string; priceFen: number; stock: number }>(
            'SELECT title, price_fen AS priceFen, stock FROM products WHERE id = ?',
            [productId]
          )
          if (!product) throw new Failure('NOT_FOUND', { message: 'There is no such product' })
          const { title, priceFen, stock } = product
          // the many who come too late lock nothing
          if (stock < quantity) throw new Failure('SOLD_OUT')
          const totalFen = priceFen * quantity
          if (totalFen < 1 || totalFen > MOST_FEN)
            throw new Failure('INVALID_REQUEST', { message: 'This much cannot be paid at once' })
          await change(
            `INSERT INTO orders (no, user_id, app_id, product_id, title, quantity, price_fen,
               total_fen, state, created_at, expires_at, changed_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'unpaid', ?, ?, ?)`,
            [
              ...[no, bytesOf(id), appId, productId, title, quantity, priceFen],
              ...[totalFen, now, expiresAt, now]
            ]
          )
          const dueAt = new Date(now.getTime() + FIRST_CHECK_SECONDS * 1000)
          await events.add(transaction, orderPlaced, { no }, { key: no, dueAt })
          // last, because all buyers of a product wait for its row
          const taken = await change(
            'UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?',
            [quantity, productId, quantity]
          )
          if (!taken) throw new Failure('SOLD_OUT')
          const [placed] = await run<Order>(FIND, [no])
          return placed!
        },
        deadline,
        { idempotent: true }
      )
    }

    return {
      find,
      async place(buyer, key, request, deadline) {
        const no = numberOf(buyer.id, key)
        const order = await insert(buyer, no, request, deadline).catch(async (error: unknown) => {
          // the same request at the same time
          const first = isDuplicate(error) && (await find(no, deadline))
          if (!first) throw error
          return first
        })
        const { productId, quantity } = order
        if (productId !== request.productId || quantity !== request.quantity)
          throw new Failure('KEY_REUSED')
        return order
      },
      async findOwn(no, userId, deadline) {
        const values = [no, bytesOf(userId)]
        const [order] = await database.run<Order>(`${FIND} AND user_id = ?`, values, deadline)
        if (!order) throw new Failure('NOT_FOUND', { message: 'There is no such order' })
        return order
      },
      list(userId, { createdAt, no } = NEWEST, count, deadline) {
        const sql = `SELECT ${ORDER_COLUMNS} FROM orders
          WHERE user_id = ? AND created_at <= ? AND (created_at < ? OR no < ?)
          ORDER BY created_at DESC, no DESC LIMIT ?`
        const values = [bytesOf(userId), createdAt, createdAt, no, count]
        return database.run<Order>(sql, values, deadline)
      },
      async keepPrepayId(order, prepayId, deadline) {
        await database.change(
          `UPDATE orders SET prepay_id = ?, prepaid_at = ? WHERE no = ? AND prepay_id IS NULL`,
          [prepayId, clock(), order.no],
          deadline,
          { idempotent: true }
        )
        return (await find(order.no, deadline)) ?? order
      }
    }
  }
})

/** The same for the same buyer and key: the row's own key keeps a second one out. */
function numberOf(userId: string, key: string): string {
  return createHash('sha256').update(`${userId}\0${key}`).digest('hex').slice(0, 32)
}
