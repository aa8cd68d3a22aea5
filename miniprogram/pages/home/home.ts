import type { Reply } from '../../api/client'
import type { Weapp } from '../../app'
import { showBanner } from '../common/banner'
import { atRest, run } from '../common/run'
import type { RunWords } from '../common/run'
import { entries, phaseView, sessionRows } from './view'

Page({
  data: {
    ...atRest,
    ...phaseView('loggedOut'),
    // Nothing rather than something wrong in the moment before onShow.
    heading: '',
    hint: '',
    rows: sessionRows(),
    entries
  },

  onShow() {
    showBanner(this)
    if (getApp<Weapp>().session.hasToken()) void this.refresh()
    else this.showLoggedOut()
  },

  onAction() {
    return this.data.phase === 'loggedOut' ? this.logIn() : this.refresh()
  },

  logIn() {
    return this.runHere({ busy: '正在登录…', undone: '登录没有完成' }, async () =>
      this.showSession(await getApp<Weapp>().session.logIn())
    )
  },

  refresh() {
    return this.runHere({ busy: '正在确认…', undone: '状态没有更新' }, async () =>
      this.showSession(await getApp<Weapp>().session.call('getSession'))
    )
  },

  logOut() {
    return this.runHere({ busy: '正在退出…', undone: '退出没有完成' }, async () => {
      await getApp<Weapp>().session.logOut()
      this.showLoggedOut()
    })
  },

  runHere(words: RunWords, job: () => Promise<void>) {
    return run(this, words, job, () => {
      if (!getApp<Weapp>().session.hasToken()) this.showLoggedOut()
      else this.setData(phaseView('unsure'))
    })
  },

  showSession(reply: Reply<'login' | 'getSession'>) {
    this.setData({ ...phaseView('loggedIn'), rows: sessionRows(reply) })
  },

  showLoggedOut() {
    this.setData({ ...phaseView('loggedOut'), rows: sessionRows() })
  }
})
