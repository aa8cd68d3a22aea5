import { AppFailure } from '../../api/failure'
import { type Weapp } from '../../app'
import { loadPage, logInHere, runHere } from '../common/account-page'
import { showBanner } from '../common/banner'
import { confirm } from '../common/confirm'
import { atRest } from '../common/run'
import { deviceRows, revokeQuestion, summary, unknownRows } from './view'

type RowTap = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>

Page({
  data: {
    ...atRest,
    isLoggedOut: false,
    heading: '登录设备',
    hint: '不认识的设备，可将其退出。',
    rows: unknownRows,
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
    const undone = '该设备没有退出'
    const unsure = '还不确定该设备是否已退出'
    await runHere(this, { busy: '正在退出…', undone, unsure }, async () => {
      await getApp<Weapp>().session.call('revokeSession', { id }).catch(ignoreGone)
      await this.load()
    })
  },

  async revokeOthers(): Promise<void> {
    const isMeant = () => confirm('退出其他所有设备？', '只有本机保持登录。', '全部退出')
    if (this.data.busy || !(await isMeant())) return
    const undone = '其他设备没有退出'
    const unsure = '还不确定其他设备是否已退出'
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

/** A session that has ended by itself is what the user wanted. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof AppFailure) || error.code !== 'NOT_FOUND') throw error
}
