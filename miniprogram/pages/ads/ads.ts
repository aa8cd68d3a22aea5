import { type Weapp } from '../../app'
import { gatewayUrl } from '../../config'
import { LOADING_PAGE } from '../common/loading-page'
import { grouped } from '../common/numbers'
import { IDLE } from '../common/run'
import { type HourRow, hourRows } from './view'

const DEFAULT_AD = 'spring-sale'

Page({
  ...LOADING_PAGE,

  data: {
    ...IDLE,
    ad: DEFAULT_AD,
    heading: '广告点击',
    hint: '点击后立即跳转，数秒内计入统计。',
    rows: [] as HourRow[],
    isLoaded: false
  },

  onLoad({ ad = DEFAULT_AD }: { ad?: string } = {}): void {
    this.setData({ ad })
  },

  async load(): Promise<void> {
    const reply = await getApp<Weapp>().session.call('getAdStats', { ad: this.data.ad })
    const heading = `共 ${grouped(reply.result.total)} 次点击`
    this.setData({ heading, rows: hourRows(reply), isLoaded: true })
  },

  copyLink(): void {
    // WeChat itself shows that it was copied.
    void wx.setClipboardData({
      data: `${gatewayUrl()}/go/${encodeURIComponent(this.data.ad)}`,
      fail: () => void wx.showToast({ title: '复制失败', icon: 'none' })
    })
  }
})
