import { Failure } from '../../api/failure'
import type { Weapp } from '../../app'
import { showBanner } from '../common/banner'
import { confirm } from '../common/confirm'
import { atRest, run } from '../common/run'
import { deviceRows, summary, unknownRows } from './view'

type RowTap = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>

Page({
  data: {
    ...atRest,
    heading: '',
    rows: unknownRows,
    others: 0
  },

  onShow(): Promise<void> {
    showBanner(this)
    return this.refresh()
  },

  refresh(): Promise<void> {
    return run(this, '正在读取…', '列表没有更新', () => this.load())
  },

  async revokeOne({ currentTarget }: RowTap): Promise<void> {
    const { id, name } = currentTarget.dataset
    if (
      this.data.busy ||
      !(await confirm(`让“${name}”退出登录？`, '那台设备要重新登录才能继续用。', '退出'))
    )
      return
    await run(this, '正在退出…', '那台设备没有退出', async () => {
      await getApp<Weapp>().session.call('revokeSession', { id }).catch(ignoreGone)
      await this.load()
    })
  },

  async revokeOthers(): Promise<void> {
    if (
      this.data.busy ||
      !(await confirm('让其他设备都退出登录？', '只有这台设备保持登录。', '全部退出'))
    )
      return
    await run(this, '正在退出…', '其他设备没有退出', async () => {
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
  if (!(error instanceof Failure) || error.code !== 'NOT_FOUND') throw error
}
