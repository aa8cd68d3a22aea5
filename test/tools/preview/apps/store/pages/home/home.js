import { listGoods } from '~/common/goods'
import Toast from 'tdesign-miniprogram/toast/index'

Page({
  data: {
    banners: ['#8ec5e6', '#f5b942'],
    tabs: ['推荐', '新品', '折扣'],
    goods: [],
    loading: false
  },
  page: 0,
  onLoad() {
    return this.more()
  },
  onShow() {
    this.getTabBar().init()
  },
  async more() {
    if (this.data.loading) return
    this.setData({ loading: true })
    const next = await listGoods(this.page++)
    this.setData({ goods: this.data.goods.concat(next), loading: false })
  },
  onReachBottom() {
    this.more()
  },
  async onPullDownRefresh() {
    this.page = 0
    this.setData({ goods: [] })
    await this.more()
    wx.stopPullDownRefresh()
  },
  onTab({ detail }) {
    this.setData({ tab: detail.value })
  },
  open({ detail }) {
    wx.navigateTo({ url: `/packages/goods/detail/index?id=${detail.goods.id}` })
  },
  add({ detail }) {
    getApp().store.add(detail.goods)
    Toast({ context: this, selector: '#t-toast', message: '已加入购物车' })
  }
})
