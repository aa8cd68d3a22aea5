Page({
  data: { top: 0, height: 0 },
  onLoad() {
    const { top, height } = wx.getMenuButtonBoundingClientRect()
    const { statusBarHeight } = wx.getWindowInfo()
    this.setData({ top: statusBarHeight, height: (top - statusBarHeight) * 2 + height })
  },
  back() {
    wx.navigateBack({ delta: 1 })
  }
})
