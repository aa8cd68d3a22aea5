import { type Weapp } from '../../app'
import { loadPage, logInHere, runHere } from '../common/account-page'
import { showBanner } from '../common/banner'
import { IDLE } from '../common/run'
import { type OrderView, viewOrder } from './view'

Page({
  data: {
    ...IDLE,
    isLoggedOut: false,
    heading: '我的订单',
    hint: '未支付的订单保留 30 分钟。',
    orders: [] as OrderView[],
    isLoaded: false,
    next: ''
  },

  onShow(): Promise<void> {
    showBanner(this)
    return this.again()
  },

  async onPullDownRefresh(): Promise<void> {
    await this.again()
    await wx.stopPullDownRefresh()
  },

  again(): Promise<void> {
    return loadPage(this, '加载失败')
  },

  logIn(): Promise<void> {
    return logInHere(this)
  },

  load(): Promise<void> {
    return this.read('')
  },

  onReachBottom(): void {
    const { next } = this.data
    if (next) void runHere(this, { busy: '正在加载…', undone: '加载失败' }, () => this.read(next))
  },

  async read(cursor: string): Promise<void> {
    const { session } = getApp<Weapp>()
    const { result, serverTimeMs } = await session.call('listOrders', cursor ? { cursor } : {})
    const now = new Date(serverTimeMs)
    const read = result.orders.map((order) => viewOrder(order, now))
    const orders = [...(cursor ? this.data.orders : []), ...read]
    this.setData({ orders, next: result.next ?? '', isLoaded: true })
  }
})
