import { type Weapp } from '../../app'
import { showBanner } from '../common/banner'
import { IDLE, run } from '../common/run'
import { newKey, pay } from './pay'
import { type ProductCard, SHOP_TEXTS, viewProduct, yuan } from './view'

const MOST = 99

Page({
  data: {
    ...IDLE,
    id: 0,
    product: null as ProductCard | null,
    priceFen: 0,
    stock: 0,
    quantity: 1,
    total: '',
    /** Stays the same until the order is there: a second tap is the same order. */
    key: newKey()
  },

  onLoad({ id = '' }: { id?: string } = {}): void {
    this.setData({ id: Number(id) })
  },

  onShow(): Promise<void> {
    showBanner(this)
    return this.again()
  },

  again(): Promise<void> {
    const words = { busy: '正在加载…', undone: '加载失败', again: true }
    return run(this, words, () => this.load())
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
    const { stock, priceFen, quantity: before, key } = this.data
    const quantity = Math.max(1, Math.min(wanted, stock, MOST))
    this.setData({ quantity, total: yuan(priceFen * quantity) })
    if (quantity !== before) this.setData({ key: key && newKey() })
  },

  buy(): Promise<void> {
    const words = {
      busy: '正在下单…',
      undone: '下单失败',
      unsure: '下单结果未知',
      texts: SHOP_TEXTS
    }
    return run(this, words, async () => {
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
