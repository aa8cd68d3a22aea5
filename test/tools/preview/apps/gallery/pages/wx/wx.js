const calls = require('./calls')

Page({
  data: {
    groups: Object.entries(calls).map(([name, group]) => ({ name, calls: Object.keys(group) })),
    result: ''
  },
  run({ currentTarget }) {
    const { group, name } = currentTarget.dataset
    const given = calls[group][name]
    const option = typeof given === 'function' ? given() : given
    const show = (result) => {
      getApp().result = { name, result }
      if (name === 'chooseMedia') getApp().file = result.tempFiles[0].tempFilePath
      this.setData({ result: `${name} ${JSON.stringify(result) || typeof result}`.slice(0, 300) })
    }
    if (option.sync) show(wx[name](...option.sync))
    else wx[name]({ ...option, complete: show })
  },
  go() {
    wx.navigateTo({
      url: '/packages/one/detail/detail?id=7',
      events: { ready: (detail) => this.setData({ result: `ready ${detail.id}` }) },
      success: ({ eventChannel }) => eventChannel.emit('word', { word: '收到' })
    })
  },
  look() {
    wx.createSelectorQuery()
      .select('#look')
      .boundingClientRect()
      .selectAll('.call')
      .fields({ size: true, dataset: true })
      .selectViewport()
      .scrollOffset()
      .exec(([rect, all, viewport]) => {
        getApp().rects = { rect, count: all.length, first: all[0], viewport }
        this.setData({ result: `query ${Math.round(rect.width)} ${all.length}` })
      })
  },
  watch() {
    this.observer = this.createIntersectionObserver({ thresholds: [0, 1] })
    this.observer.relativeToViewport({ bottom: 0 }).observe('#far', ({ intersectionRatio }) => {
      getApp().ratio = intersectionRatio
      this.setData({ result: intersectionRatio ? '看见了' : '看不见' })
    })
  },
  onShareAppMessage: () => ({ title: '接口', path: '/pages/wx/wx' })
})
