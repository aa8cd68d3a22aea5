Page({
  data: {
    top: wx.getSystemInfoSync().statusBarHeight,
    name: '',
    on: false,
    picking: false,
    city: '广州'
  },
  onShow() {
    this.getTabBar().init()
  },
  turn({ detail }) {
    this.setData({ on: detail })
  },
  pick() {
    this.setData({ picking: true })
  },
  picked({ detail }) {
    this.setData({ city: detail.value, picking: false })
  },
  orders() {
    wx.navigateTo({ url: '/packages/order/list/index' })
  },
  address() {
    wx.navigateTo({
      url: '/packages/order/address/index',
      events: { chosen: ({ text }) => this.setData({ address: text }) }
    })
  }
})
