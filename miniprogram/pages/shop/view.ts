import { type Schemas } from '../../api/contract'
import { type FailureCode } from '../../api/failure'
import { type FailureText } from '../../api/failure-texts'
import { localTime } from '../common/times'

export interface ProductCard {
  id: number
  title: string
  price: string
  /** '' unless there is little or nothing left. */
  left: string
  isSoldOut: boolean
  pictureUrl: string
  /** In place of a picture: the first character, on one of four quiet colours. */
  letter: string
  tone: number
}

export interface OrderView {
  no: string
  title: string
  detail: string
  total: string
  state: Schemas['Order']['state']
  stateText: string
  /** A type of WeChat's `<icon>`. */
  icon: 'success' | 'waiting' | 'info' | 'cancel'
  hint: string
}

const FEW = 10

/** What the shop's codes mean to a buyer. */
export const SHOP_TEXTS: Partial<Record<FailureCode, FailureText>> = {
  SOLD_OUT: { title: '库存不足', advice: '请减少数量，或看看其他商品。' },
  ORDER_CHANGED: { title: '订单状态已变化', advice: '请刷新后查看。' },
  KEY_REUSED: { title: '订单重复', advice: '请返回商品页重新下单。' },
  PAY_UNAVAILABLE: { title: '微信支付暂时不可用', advice: '订单已保留，请稍后再试。' }
}

const STATES: Record<OrderView['state'], Pick<OrderView, 'stateText' | 'icon' | 'hint'>> = {
  unpaid: { stateText: '待支付', icon: 'waiting', hint: '' },
  paid: { stateText: '已支付', icon: 'success', hint: '微信支付已确认到账。' },
  closed: { stateText: '已关闭', icon: 'cancel', hint: '订单未支付，没有扣款。' },
  refunding: { stateText: '退款中', icon: 'waiting', hint: '款项将原路退回，请留意到账通知。' },
  refunded: { stateText: '已退款', icon: 'info', hint: '款项已原路退回。' },
  mismatch: { stateText: '处理中', icon: 'info', hint: '支付金额与订单不符，我们正在核对。' }
}

export function viewProduct({
  id,
  title,
  priceFen,
  stock,
  pictureUrl
}: Schemas['Product']): ProductCard {
  return {
    ...{ id, title, price: yuan(priceFen), isSoldOut: stock === 0 },
    left: stock === 0 ? '已售罄' : stock <= FEW ? `仅剩 ${stock} 件` : '',
    pictureUrl: pictureUrl ?? '',
    letter: Array.from(title)[0] ?? '',
    tone: id % 4
  }
}

export function viewOrder(order: Schemas['Order'], now: Date): OrderView {
  const { no, title, quantity, totalFen, state, createdAt, expiresAt } = order
  const view = { ...STATES[state], no, title, state, total: yuan(totalFen) }
  const detail = `${localTime(createdAt, now)} · ${quantity} 件`
  if (state !== 'unpaid') return { ...view, detail }
  return { ...view, detail, hint: `请在 ${localTime(expiresAt, now)} 前支付。` }
}

/** 19800 is ¥198, and 19850 is ¥198.50. */
export function yuan(fen: number): string {
  const [whole = '', rest] = (fen / 100).toFixed(2).split('.')
  return `¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest === '00' ? '' : `.${rest}`}`
}
