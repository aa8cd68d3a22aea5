import { type CallReply } from '../../api/reply'
import { type Weapp } from '../../app'
import { showBanner } from '../common/banner'
import { IDLE, run, type RunWords } from '../common/run'
import { ENTRIES, phaseView, type SessionRow, sessionRows } from './view'

Page({
  data: {
    ...IDLE,
    ...phaseView('loggedOut'),
    // Empty rather than wrong in the moment before onShow.
    heading: '',
    hint: '',
    /** What is running was not started by a tap, and shows nothing. */
    isSilent: false,
    rows: [] as SessionRow[],
    entries: ENTRIES
  },

  onShow(): void {
    showBanner(this)
    if (!getApp<Weapp>().session.hasToken()) return this.showLoggedOut()
    const isSilent = this.data.phase === 'loggedIn'
    this.setData(isSilent ? { isSilent } : phaseView('unsure'))
    void this.refresh().finally(() => this.setData({ isSilent: false }))
  },

  async onPullDownRefresh(): Promise<void> {
    if (getApp<Weapp>().session.hasToken()) await this.refresh()
    await wx.stopPullDownRefresh()
  },

  onAction(): Promise<void> {
    return this.data.phase === 'loggedOut' ? this.logIn() : this.refresh()
  },

  logIn(): Promise<void> {
    return this.runHere({ busy: '正在登录…', undone: '登录失败' }, async () =>
      this.showSession(await getApp<Weapp>().session.logIn())
    )
  },

  refresh(): Promise<void> {
    return this.runHere({ busy: '正在确认…', undone: '刷新失败' }, async () =>
      this.showSession(await getApp<Weapp>().session.call('getSession'))
    )
  },

  logOut(): Promise<void> {
    const words = { busy: '正在退出…', undone: '退出失败', unsure: '退出结果未知' }
    return this.runHere(words, async () => {
      await getApp<Weapp>().session.logOut()
      this.showLoggedOut()
    })
  },

  runHere(words: RunWords, job: () => Promise<void>): Promise<void> {
    return run(this, words, job, () => {
      if (!getApp<Weapp>().session.hasToken()) this.showLoggedOut()
      else this.setData(phaseView('unsure'))
    })
  },

  showSession(reply: CallReply<'login' | 'getSession'>): void {
    this.setData({ ...phaseView('loggedIn'), rows: sessionRows(reply) })
  },

  showLoggedOut(): void {
    this.setData({ ...phaseView('loggedOut'), rows: [] })
  }
})
