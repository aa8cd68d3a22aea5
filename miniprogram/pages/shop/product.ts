import { newKey } from '../../api/new-key'
import { type Weapp } from '../../app'
import { LOADING_PAGE } from '../common/loading-page'
import { yuan } from '../common/numbers'
import { pay } from '../common/pay'
import { IDLE, run } from '../common/run'
import { type ProductCard, SHOP_TEXTS, viewProduct } from './view'

const MOST = 99

Page({
  ...LOADING_PAGE,

  data: {
    ...IDLE,
    id: 0,
    product: null as ProductCard | null,
    priceFen: 0,
    stock: 0,
    quantity: 1,
    total: '',
    /** Stays the same until the order is there: a second tap is the same order. */
    key: ''
  },

  onLoad({ id = '' }: { id?: string } = {}): void {
    // not in `data`, which is made once for all pages of this kind
    this.setData({ id: Number(id), key: newKey() })
  },

  async load(): Promise<void> {
    const { id } = this.data
    const { product } = (await getApp<Weapp>().session.call('getProduct', { id })).result
    const { priceFen, stock } = product
    this.setData({ product: viewProduct(product), priceFen, stock })
    this.choose(Math.min(this.data.quantity, stock))
  },

  less(): void {
    this.choose(this.data.quantity - 1)
  },

  more(): void {
    this.choose(this.data.quantity + 1)
  },

  choose(wanted: number): void {
    const { stock, priceFen, quantity: before } = this.data
    const quantity = Math.max(1, Math.min(wanted, stock, MOST))
    this.setData({ quantity, total: yuan(priceFen * quantity) })
    if (quantity !== before) this.setData({ key: newKey() })
  },

  buy(): Promise<void> {
    const words = { busy: '正在下单…', undone: '下单失败', unsure: '下单结果未知' }
    return run(this, { ...words, texts: SHOP_TEXTS }, async () => {
      const { session } = getApp<Weapp>()
      if (!session.hasToken()) await session.logIn()
      const { id: productId, quantity, key } = this.data
      const input = { productId, quantity, 'Idempotency-Key': key }
      const { order, payment } = (await session.call('placeOrder', input)).result
      this.setData({ key: newKey() })
      const isSent = payment ? await pay(payment).catch(() => false) : false
      await wx.navigateTo({ url: `/pages/shop/order?no=${order.no}&sent=${isSent ? 1 : ''}` })
    })
  }
})
