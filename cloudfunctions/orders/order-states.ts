import { type Schemas } from '../../gateway-config/generated/contract'
import { type SqlValue, type Transaction } from '../shared/database/database'

export type OrderState = Schemas['Order']['state']

interface Change {
  from: OrderState[]
  to: OrderState
  /** What it held can be bought by others again. */
  returnsStock?: true
}

/**
 * All that can happen to an order. `mismatch` waits for a person: something was paid, but not what
 * the order costs.
 */
const CHANGES = {
  pay: { from: ['unpaid'], to: 'paid' },
  close: { from: ['unpaid'], to: 'closed', returnsStock: true },
  payWrongly: { from: ['unpaid', 'closed'], to: 'mismatch' },
  /** Closed here while the buyer was paying: the money goes back. */
  payLate: { from: ['closed'], to: 'refunding' },
  askForRefund: { from: ['paid'], to: 'refunding' },
  refund: { from: ['refunding'], to: 'refunded', returnsStock: true }
} satisfies Record<string, Change>

export type OrderChange = keyof typeof CHANGES

interface Known {
  no: string
  /** Columns that the row must also have, and columns that it gets. */
  where?: Record<string, SqlValue>
  set?: Record<string, SqlValue>
}

/** Makes a change if the order is in a state that allows it; returns whether it was made. */
export async function changeOrder(
  { change }: Transaction,
  name: OrderChange,
  { no, where = {}, set = {} }: Known,
  now: Date
): Promise<boolean> {
  const { from, to, returnsStock }: Change = CHANGES[name]
  const columns = ['state', 'changed_at', ...Object.keys(set)].map((column) => `${column} = ?`)
  const conditions = Object.keys(where).map((column) => ` AND ${column} = ?`)
  const changed = await change(
    `UPDATE orders SET ${columns.join()}
     WHERE no = ? AND state IN (${from.map(() => '?').join()})${conditions.join('')}`,
    [to, now, ...Object.values(set), no, ...from, ...Object.values(where)]
  )
  if (changed && returnsStock)
    await change(
      `UPDATE orders JOIN products ON products.id = orders.product_id
       SET products.stock = products.stock + orders.quantity, orders.holds_stock = FALSE
       WHERE orders.no = ? AND orders.holds_stock`,
      [no]
    )
  return changed > 0
}
