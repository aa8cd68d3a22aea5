import { Failure } from '../../api/failure'
import type { Weapp } from '../../app'
import { showBanner } from '../common/banner'
import { confirm } from '../common/confirm'
import { againLabel, logInAndLoad } from '../common/load'
import { atRest, run } from '../common/run'
import { deviceRows, revokeQuestion, summary, unknownRows } from './view'

type RowTap = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>

Page({
  data: {
    ...atRest,
    heading: '登录过的设备',
    hint: '不认识的设备，可以让它退出登录。',
    rows: unknownRows,
    others: 0
  },

  onShow(): Promise<void> {
    showBanner(this)
    return this.refresh()
  },

  refresh(): Promise<void> {
    return this.read(() => this.load())
  },

  again(): Promise<void> {
    return this.read(() => logInAndLoad(() => this.load()))
  },

  read(job: () => Promise<void>): Promise<void> {
    return run(this, { busy: '正在读取…', undone: '列表没有更新', again: againLabel }, job, () => {
      if (!this.data.rows[0]?.id) this.setData({ rows: [] })
    })
  },

  async revokeOne({ currentTarget }: RowTap): Promise<void> {
    const { id, name } = currentTarget.dataset
    if (
      this.data.busy ||
      !(await confirm(revokeQuestion(name), '那台设备要重新登录才能继续用。', '退出'))
    )
      return
    await run(this, { busy: '正在退出…', undone: '那台设备没有退出' }, async () => {
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
    await run(this, { busy: '正在退出…', undone: '其他设备没有退出' }, async () => {
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
