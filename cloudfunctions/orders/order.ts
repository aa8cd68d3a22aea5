import { type Schemas } from '../../gateway-config/generated/contract'
import { type OrderState } from './order-states'

export interface Order {
  no: string
  /** undefined for a buyer who was erased. */
  userId?: string
  appId: string
  productId: number
  title: string
  quantity: number
  priceFen: number
  totalFen: number
  state: OrderState
  createdAt: Date
  /** The end of the time to pay. */
  expiresAt: Date
  changedAt: Date
  prepayId?: string
  prepaidAt?: Date
}

export interface OrderRow {
  no: string
  user_id: Buffer | null
  app_id: string
  product_id: number
  title: string
  quantity: number
  price_fen: number
  total_fen: number
  state: OrderState
  created_at: Date
  expires_at: Date
  changed_at: Date
  prepay_id: string | null
  prepaid_at: Date | null
}

export const COLUMNS = `no, user_id, app_id, product_id, title, quantity, price_fen, total_fen, state,
  created_at, expires_at, changed_at, prepay_id, prepaid_at`

export function readOrder(row: OrderRow): Order {
  const { user_id: userId, prepay_id: prepayId, prepaid_at: prepaidAt } = row
  return {
    no: row.no,
    ...(userId && { userId: userId.toString('hex') }),
    appId: row.app_id,
    productId: row.product_id,
    title: row.title,
    quantity: row.quantity,
    priceFen: row.price_fen,
    totalFen: row.total_fen,
    state: row.state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    changedAt: row.changed_at,
    ...(prepayId !== null && prepaidAt !== null && { prepayId, prepaidAt })
  }
}

/** What the buyer gets to see of an order. */
export function viewOrder(order: Order): Schemas['Order'] {
  const { no, state, productId, title, quantity, priceFen, totalFen } = order
  return {
    ...{ no, state, productId, title, quantity, priceFen, totalFen },
    createdAt: order.createdAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    changedAt: order.changedAt.toISOString()
  }
}
