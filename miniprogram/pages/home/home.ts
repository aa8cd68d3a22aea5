import type { Reply } from '../../api/client'
import { asFailure } from '../../api/failure'
import type { Weapp } from '../../app'
import { failureView, phaseView, sessionRows } from './view'
import type { FailureView } from './view'

type SessionReply = Reply<'login' | 'getSession'>

Page({
  data: {
    ...phaseView('loggedOut'),
    // Nothing rather than something wrong in the moment before onShow.
    heading: '',
    hint: '',
    busy: '',
    rows: sessionRows(undefined, new Date()),
    failure: null as FailureView | null
  },

  onShow() {
    if (getApp<Weapp>().session.hasToken()) void this.refresh()
    else this.showLoggedOut()
  },

  onAction() {
    return this.data.phase === 'loggedOut' ? this.logIn() : this.refresh()
  },

  logIn() {
    const { session } = getApp<Weapp>()
    return this.run('正在登录…', '登录没有完成', async () =>
      this.showSession(await session.logIn())
    )
  },

  refresh() {
    const { session } = getApp<Weapp>()
    return this.run('正在确认…', '状态没有更新', async () =>
      this.showSession(await session.call('getSession'))
    )
  },

  logOut() {
    const { session } = getApp<Weapp>()
    return this.run('正在退出…', '退出没有完成', async () => {
      await session.logOut()
      this.showLoggedOut()
    })
  },

  /** One thing at a time: a tap while another runs does nothing. */
  async run(busy: string, undone: string, job: () => Promise<void>) {
    if (this.data.busy) return
    this.setData({ busy, failure: null })
    try {
      await job()
    } catch (error) {
      this.showFailure(undone, error)
    } finally {
      this.setData({ busy: '' })
    }
  },

  showSession(reply: SessionReply) {
    this.setData({ ...phaseView('loggedIn'), rows: sessionRows(reply, new Date()) })
  },

  showLoggedOut() {
    this.setData({ ...phaseView('loggedOut'), rows: sessionRows(undefined, new Date()) })
  },

  showFailure(undone: string, error: unknown) {
    const failure = asFailure(error)
    console.warn(undone, failure.code, failure.message)
    if (!getApp<Weapp>().session.hasToken()) this.showLoggedOut()
    else this.setData(phaseView('unsure'))
    this.setData({ failure: failureView(undone, failure) })
  }
})
