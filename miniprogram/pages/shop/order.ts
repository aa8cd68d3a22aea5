import { type CallReply } from '../../api/reply'
import { type Weapp } from '../../app'
import { loadPage, logInHere, runHere } from '../common/account-page'
import { showBanner } from '../common/banner'
import { confirm } from '../common/confirm'
import { IDLE } from '../common/run'
import { pay } from './pay'
import { type OrderView, SHOP_TEXTS, viewOrder } from './view'

/** After the payment sheet, the server knows within seconds, as a rule. */
const LOOK_MS = 1500
const LOOKS = 6

Page({
  data: {
    ...IDLE,
    isLoggedOut: false,
    no: '',
    order: null as OrderView | null,
    /** The sheet said that it was paid, and the server does not know yet. */
    isConfirming: false
  },

  onLoad({ no = '', sent = '' }: { no?: string; sent?: string } = {}): void {
    this.setData({ no, isConfirming: sent === '1' })
  },

  async onShow(): Promise<void> {
    showBanner(this)
    await this.again()
    await this.follow()
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

  async load(): Promise<void> {
    this.show(await getApp<Weapp>().session.call('getOrder', { no: this.data.no }))
  },

  show({ result: { order }, serverTimeMs }: CallReply<'getOrder'>): void {
    this.setData({ order: viewOrder(order, new Date(serverTimeMs)) })
    if (order.state !== 'unpaid') this.setData({ isConfirming: false })
  },

  /** Looks again and again until the server knows of the payment, for a while. */
  async follow(): Promise<void> {
    for (let i = 0; i < LOOKS && this.data.isConfirming; i++) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      await this.load().catch(() => undefined)
    }
  },

  async payNow(): Promise<void> {
    const words = { busy: '正在支付…', undone: '支付失败', texts: SHOP_TEXTS }
    await runHere(this, words, async () => {
      const { no } = this.data
      const { payment } = (await getApp<Weapp>().session.call('payOrder', { no })).result
      if (payment && (await pay(payment))) this.setData({ isConfirming: true })
      await this.load()
    })
    await this.follow()
  },

  async cancel(): Promise<void> {
    const isMeant = () => confirm('取消订单？', '取消后商品将重新出售。', '取消订单')
    if (this.data.busy || !(await isMeant())) return
    await this.ask('cancelOrder', '正在取消…', '取消失败')
  },

  async refund(): Promise<void> {
    const isMeant = () => confirm('申请退款？', '款项将原路退回。', '退款')
    if (this.data.busy || !(await isMeant())) return
    await this.ask('refundOrder', '正在申请…', '退款申请失败')
  },

  ask(operation: 'cancelOrder' | 'refundOrder', busy: string, undone: string): Promise<void> {
    return runHere(this, { busy, undone, texts: SHOP_TEXTS }, async () =>
      this.show(await getApp<Weapp>().session.call(operation, { no: this.data.no }))
    )
  }
})
