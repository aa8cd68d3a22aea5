import { AppFailure } from '../../api/failure'
import { type Weapp } from '../../app'
import { ACCOUNT_PAGE, runConfirmed } from '../common/account-page'
import { IDLE } from '../common/run'
import { deviceRows, revokeQuestion, summary, UNKNOWN_ROWS } from './view'

type RowTap = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>

Page({
  ...ACCOUNT_PAGE,

  data: {
    ...IDLE,
    isLoggedOut: false,
    heading: '登录设备',
    hint: '如有不认识的设备，可将其退出。',
    rows: UNKNOWN_ROWS,
    others: 0
  },

  async again(): Promise<void> {
    await ACCOUNT_PAGE.again.call(this)
    if (!this.data.rows[0]?.id) this.setData({ rows: [] })
  },

  async revokeOne({ currentTarget }: RowTap): Promise<void> {
    const { id, name } = currentTarget.dataset
    const words = { busy: '正在退出…', undone: '该设备退出失败', unsure: '该设备退出结果未知' }
    const content = '该设备需要重新登录才能继续使用。'
    await runConfirmed(this, [revokeQuestion(name), content, '退出'], words, async () => {
      await getApp<Weapp>().session.call('revokeSession', { id }).catch(ignoreGone)
      await this.load()
    })
  },

  async revokeOthers(): Promise<void> {
    const words = { busy: '正在退出…', undone: '其他设备退出失败', unsure: '其他设备退出结果未知' }
    const question = ['退出其他所有设备？', '仅本机保持登录。', '全部退出'] as const
    await runConfirmed(this, question, words, async () => {
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
