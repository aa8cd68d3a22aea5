import { type Schemas } from '../../api/contract'

/**
 * Shows WeChat's payment sheet. False when the buyer has closed it; true proves nothing: only the
 * server knows whether an order is paid.
 */
export async function pay(payment: Schemas['Payment']): Promise<boolean> {
  try {
    await wx.requestPayment(payment)
    return true
  } catch (error) {
    if (/cancel/.test(String((error as { errMsg?: string }).errMsg))) return false
    throw error
  }
}

/** One for each order that a buyer means to place. */
export function newKey(): string {
  const random = () => Math.random().toString(36).slice(2, 12)
  return `${Date.now().toString(36)}-${random()}-${random()}`
}
