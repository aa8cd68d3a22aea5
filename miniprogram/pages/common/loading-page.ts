import { showBanner } from './banner'
import { run, type RunPage } from './run'

interface LoadingPage extends RunPage {
  /** Loads from the server what the page shows. */
  load(): Promise<void>
  again(): Promise<void>
}

export const LOAD_WORDS = { busy: '正在加载…', undone: '加载失败', again: true }

/** Of a page that loads what it shows whenever it is opened or pulled down: spread into its options. */
export const LOADING_PAGE = {
  onShow(this: LoadingPage): Promise<void> {
    showBanner(this)
    return this.again()
  },

  async onPullDownRefresh(this: LoadingPage): Promise<void> {
    await this.again()
    await wx.stopPullDownRefresh()
  },

  again(this: LoadingPage): Promise<void> {
    return run(this, LOAD_WORDS, this.load.bind(this))
  }
}
