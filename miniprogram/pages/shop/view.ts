import { type Schemas } from '../../api/contract'
import { type FailureCode } from '../../api/failure'
import { type FailureText } from '../../api/failure-texts'
import { yuan } from '../common/numbers'
import { localTime } from '../common/times'

export interface ProductCard {
  id: number
  title: string
  price: string
  /** '' unless there is little or nothing left. */
  left: string
  isSoldOut: boolean
  pictureUrl: string
  /** Until there is a picture: the first character, on a quiet colour. */
  letter: string
  hue: number
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
  rows: { label: string; value: string }[]
}

const FEW = 10
/** Green, sand, blue, clay. */
const HUES = [105, 36, 208, 12]

/** What the shop's codes mean to a buyer. */
export const SHOP_TEXTS: Partial<Record<FailureCode, FailureText>> = {
  SOLD_OUT: { title: '库存不足', advice: '请减少数量，或看看其他商品。' },
  ORDER_CHANGED: { title: '订单状态已变化', advice: '请刷新后查看。' },
  KEY_REUSED: { title: '订单重复', advice: '请返回商品页重新下单。' },
  PAY_UNAVAILABLE: { title: '微信支付暂时不可用', advice: '订单已保留，请稍后再试。' }
}

type StateView = Pick<OrderView, 'stateText' | 'icon' | 'hint'>

const STATES: Record<OrderView['state'], StateView> = {
  unpaid: { stateText: '待支付', icon: 'waiting', hint: '' },
  paid: { stateText: '已支付', icon: 'success', hint: '微信支付已确认到账。' },
  closed: { stateText: '已关闭', icon: 'cancel', hint: '订单未支付，没有扣款。' },
  refunding: { stateText: '退款中', icon: 'waiting', hint: '款项将原路退回，请留意到账通知。' },
  refunded: { stateText: '已退款', icon: 'info', hint: '款项已原路退回。' },
  mismatch: { stateText: '处理中', icon: 'info', hint: '支付金额与订单不符，我们正在核对。' }
}

/** The phone says that it was paid, and the server does not know yet. */
export const CONFIRMING: StateView = {
  stateText: '支付结果确认中',
  icon: 'waiting',
  hint: '到账后会自动更新，请勿重复支付。'
}

export function viewProduct(product: Schemas['Product']): ProductCard {
  const { id, title, priceFen, stock, pictureUrl } = product
  return {
    ...{ id, title, price: yuan(priceFen), isSoldOut: stock === 0 },
    left: stock === 0 ? '已售罄' : stock <= FEW ? `仅剩 ${stock} 件` : '',
    pictureUrl: pictureUrl ?? '',
    letter: Array.from(title)[0] ?? '',
    hue: HUES[id % HUES.length] ?? 0
  }
}

export function viewOrder(order: Schemas['Order'], now: Date): OrderView {
  const { no, title, quantity, totalFen, state, createdAt, expiresAt } = order
  const detail = `${localTime(createdAt, now)} · ${quantity} 件`
  const total = yuan(totalFen)
  const rows = [
    { label: '商品', value: title },
    { label: '下单', value: detail },
    { label: '金额', value: total },
    { label: '订单号', value: no }
  ]
  const view = { ...STATES[state], no, title, state, detail, total, rows }
  if (state === 'unpaid') view.hint = `请在 ${localTime(expiresAt, now)} 前支付。`
  return view
}
