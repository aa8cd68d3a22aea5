import { type Weapp } from '../../app'
import { envVersion } from '../../config'
import { readOwnGatewayUrl, saveOwnGatewayUrl } from '../../own-gateway-url'
import { type Banner, showBanner } from '../common/banner'
import { type CallRow, callRows, type Fact, facts, report } from './view'

type AddressSent = WechatMiniprogram.CustomEvent<{ value: { url: string } }>

Page({
  data: {
    banner: null as Banner | null,
    facts: [] as Fact[],
    calls: [] as CallRow[],
    isDevelop: false,
    ownUrl: '',
    problem: '',
    /** Why nothing was copied, as a text for the user. */
    notCopied: ''
  },

  onShow() {
    this.setData({ isDevelop: envVersion() === 'develop', ownUrl: readOwnGatewayUrl() })
    this.refresh()
  },

  refresh() {
    const weapp = getApp<Weapp>()
    showBanner(this)
    this.setData({ facts: facts(weapp), calls: callRows(weapp.calls.list()) })
  },

  copy() {
    // WeChat itself shows that it was copied.
    void wx.setClipboardData({
      data: report(this.data.facts, this.data.calls),
      success: () => this.setData({ notCopied: '' }),
      fail: ({ errMsg }) =>
        this.setData({
          notCopied: errMsg.includes('privacy')
            ? '复制失败：请先同意隐私保护指引。'
            : '复制失败，请再试一次。'
        })
    })
  },

  saveAddress({ detail }: AddressSent) {
    const problem = saveOwnGatewayUrl(detail.value.url)
    const ownUrl = problem ? detail.value.url : readOwnGatewayUrl()
    this.setData({ problem, ownUrl })
    if (problem) return
    // A token belongs to the gateway that issued it, and is not sent to any other.
    getApp<Weapp>().session.forget()
    this.refresh()
    void wx.showToast({ title: ownUrl ? '已保存' : '已恢复默认' })
  }
})
