import Dialog from '@vant/weapp/dialog/dialog'

Page({
  data: { tabs: ['全部', '待付款', '已完成'], active: 0, orders: [], failed: '' },
  onLoad(query) {
    this.setData({ from: query.from || '' })
    this.load()
  },
  load() {
    wx.request({
      url: 'http://127.0.0.1:3000/orders',
      header: { 'content-type': 'application/json' },
      success: ({ statusCode, data }) =>
        statusCode === 200
          ? this.setData({ orders: data.orders, failed: '' })
          : this.setData({ failed: data.message }),
      fail: ({ errMsg }) => this.setData({ failed: errMsg })
    })
  },
  change({ detail }) {
    this.setData({ active: detail.index })
  },
  cancel({ currentTarget: { dataset } }) {
    Dialog.confirm({ title: '取消订单', message: dataset.id })
      .then(() => this.setData({ orders: this.data.orders.filter(({ id }) => id !== dataset.id) }))
      .catch(() => {})
  }
})
