import { AppFailure } from '../../api/failure'
import { type Weapp } from '../../app'
import { loadPage, logInHere, runHere } from '../common/account-page'
import { showBanner } from '../common/banner'
import { confirm } from '../common/confirm'
import { IDLE } from '../common/run'
import { deviceRows, revokeQuestion, summary, UNKNOWN_ROWS } from './view'

type RowTap = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>

Page({
  data: {
    ...IDLE,
    isLoggedOut: false,
    heading: '登录设备',
    hint: '如有不认识的设备，可将其退出。',
    rows: UNKNOWN_ROWS,
    others: 0
  },

  onShow(): Promise<void> {
    showBanner(this)
    return this.again()
  },

  async onPullDownRefresh(): Promise<void> {
    await this.again()
    await wx.stopPullDownRefresh()
  },

  async again(): Promise<void> {
    await loadPage(this, '加载失败')
    if (!this.data.rows[0]?.id) this.setData({ rows: [] })
  },

  logIn(): Promise<void> {
    return logInHere(this)
  },

  async revokeOne({ currentTarget }: RowTap): Promise<void> {
    const { id, name } = currentTarget.dataset
    const isMeant = () => confirm(revokeQuestion(name), '该设备需要重新登录才能继续使用。', '退出')
    if (this.data.busy || !(await isMeant())) return
    const undone = '该设备退出失败'
    const unsure = '该设备退出结果未知'
    await runHere(this, { busy: '正在退出…', undone, unsure }, async () => {
      await getApp<Weapp>().session.call('revokeSession', { id }).catch(ignoreGone)
      await this.load()
    })
  },

  async revokeOthers(): Promise<void> {
    const isMeant = () => confirm('退出其他所有设备？', '仅本机保持登录。', '全部退出')
    if (this.data.busy || !(await isMeant())) return
    const undone = '其他设备退出失败'
    const unsure = '其他设备退出结果未知'
    await runHere(this, { busy: '正在退出…', undone, unsure }, async () => {
      await getApp<Weapp>().session.call('revokeOtherSessions')
      await this.load()
    })
  },

  async load(): Promise<void> {
    const rows = deviceRows(await getApp<Weapp>().session.call('listSessions'))
    const others = rows.filter(({ current }) => !current).length
    this.setData({ rows, others, heading: summary(rows) })
  }
})

/** A session that has already ended is what the user wanted. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof AppFailure) || error.code !== 'NOT_FOUND') throw error
}
