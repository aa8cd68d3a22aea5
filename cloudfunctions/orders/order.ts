import { type Schemas } from '../../gateway-config/generated/contract'
import { type OrderState } from './order-states'

export interface Order {
  no: string
  /** null for a buyer who was erased. */
  userId: string | null
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
  prepayId: string | null
  prepaidAt: Date | null
}

/** Where an order is among its buyer's: two may be of the same millisecond. */
export type OrderPlace = Pick<Order, 'createdAt' | 'no'>

/** Before all that there are. */
export const NEWEST: OrderPlace = { createdAt: new Date('9999-01-01'), no: '' }

/** What a statement selects to get Orders. */
export const ORDER_COLUMNS = `no, LOWER(HEX(user_id)) AS userId, app_id AS appId,
  product_id AS productId, title, quantity, price_fen AS priceFen, total_fen AS totalFen, state,
  created_at AS createdAt, expires_at AS expiresAt, changed_at AS changedAt,
  prepay_id AS prepayId, prepaid_at AS prepaidAt`

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
