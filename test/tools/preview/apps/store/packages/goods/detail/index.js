import { findGoods } from '../../../common/goods'

Page({
  data: {
    goods: {},
    shown: false,
    count: 1,
    spec: {},
    groups: [
      { name: '颜色', values: ['红', '蓝'] },
      { name: '尺码', values: ['S', 'M'] }
    ]
  },
  onLoad({ id }) {
    const goods = findGoods(id)
    this.setData({
      goods,
      html: `<p style="color: #666">${goods.title}</p><ul><li>第一条</li></ul>`
    })
    wx.setNavigationBarTitle({ title: goods.id })
  },
  choose() {
    this.setData({ shown: true })
  },
  close() {
    this.setData({ shown: false })
  },
  pick({ detail }) {
    this.setData({ [`spec.${detail.name}`]: detail.value })
  },
  count({ detail }) {
    this.setData({ count: detail.value })
  },
  confirm() {
    getApp().store.add(this.data.goods, this.data.count)
    this.close()
    wx.showToast({ title: '加好了' })
  },
  onShareAppMessage() {
    return { title: this.data.goods.title }
  }
})
