import { type SettingsStore } from '../../settings'
import { ask } from '../sheet'
import { apis } from './api'

/** What the user may do with WeChat Pay's sheet, by its choices. */
const OUTCOMES = ['pay', 'cancel', 'late'] as const

/**
 * `wx.requestPayment`: a sheet to pay, to cancel, or to pay after the page has given up. The choice
 * goes to the stack's stand-in for WeChat Pay, which checks the signature and notifies the functions.
 */
export function createPay(settings: SettingsStore) {
  return apis({
    async requestPayment({ package: order, ...option }) {
      const { chosen } = await ask({
        title: '微信支付',
        text: `预支付订单 ${order.replace(/^prepay_id=/, '')}`,
        choices: [{ label: '支付', kind: 'main' }, { label: '取消' }, { label: '关闭，稍后到账' }],
        atBottom: true
      })
      const outcome = OUTCOMES[chosen] ?? 'cancel'
      const { user } = settings.read()
      const reply = await fetch('/preview/pay', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...option, package: order, outcome, user })
      })
      const { message } = (await reply.json().catch(() => ({}))) as { message?: string }
      if (outcome !== 'pay') throw new Error('fail cancel')
      if (!reply.ok) throw new Error(`fail ${message ?? `HTTP ${reply.status}`}`)
    }
  })
}
