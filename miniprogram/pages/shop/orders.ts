import { type Weapp } from '../../app'
import { ACCOUNT_PAGE, runHere } from '../common/account-page'
import { LOAD_WORDS } from '../common/loading-page'
import { IDLE } from '../common/run'
import { type OrderView, viewOrder } from './view'

Page({
  ...ACCOUNT_PAGE,

  data: {
    ...IDLE,
    isLoggedOut: false,
    heading: '我的订单',
    hint: '未支付的订单保留 30 分钟。',
    orders: [] as OrderView[],
    isLoaded: false,
    next: ''
  },

  load(): Promise<void> {
    return this.read('')
  },

  onReachBottom(): void {
    const { next } = this.data
    if (next) void runHere(this, { ...LOAD_WORDS, again: false }, () => this.read(next))
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
