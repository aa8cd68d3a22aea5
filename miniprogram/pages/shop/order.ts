import { type CallReply } from '../../api/reply'
import { type Weapp } from '../../app'
import { ACCOUNT_PAGE, runConfirmed, runHere } from '../common/account-page'
import { pay } from '../common/pay'
import { IDLE } from '../common/run'
import { CONFIRMING, type OrderView, SHOP_TEXTS, viewOrder } from './view'

/** After the payment sheet, the server knows within seconds, as a rule. */
const LOOK_MS = 1500
const LOOKS = 6

Page({
  ...ACCOUNT_PAGE,

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
    await ACCOUNT_PAGE.onShow.call(this)
    await this.follow()
  },

  async load(): Promise<void> {
    this.show(await getApp<Weapp>().session.call('getOrder', { no: this.data.no }))
  },

  show({ result: { order }, serverTimeMs }: CallReply<'getOrder'>): void {
    const isConfirming = this.data.isConfirming && order.state === 'unpaid'
    const view = viewOrder(order, new Date(serverTimeMs))
    this.setData({ order: isConfirming ? { ...view, ...CONFIRMING } : view, isConfirming })
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

  cancel(): Promise<void> {
    const question = ['取消订单？', '取消后商品将重新出售。', '取消订单'] as const
    return this.ask('cancelOrder', question, { busy: '正在取消…', undone: '取消失败' })
  },

  refund(): Promise<void> {
    const question = ['申请退款？', '款项将原路退回。', '退款'] as const
    return this.ask('refundOrder', question, { busy: '正在申请…', undone: '退款申请失败' })
  },

  ask(
    operation: 'cancelOrder' | 'refundOrder',
    question: readonly [string, string, string],
    words: { busy: string; undone: string }
  ): Promise<void> {
    return runConfirmed(this, question, { ...words, texts: SHOP_TEXTS }, async () =>
      this.show(await getApp<Weapp>().session.call(operation, { no: this.data.no }))
    )
  }
})
