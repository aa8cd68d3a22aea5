const said = require('../../behaviors/said')

Page({
  behaviors: [said],
  data: { order: '', count: 1, word: 'a', on: false, level: 20, frames: {} },
  note({ currentTarget }) {
    this.setData({ order: `${this.data.order}${currentTarget.dataset.step};` })
  },
  look({ target, currentTarget, mark, detail, touches, changedTouches, timeStamp, type }) {
    getApp().looked = {
      type,
      time: typeof timeStamp,
      target: target.dataset,
      id: target.id,
      current: currentTarget.dataset,
      offsets: [typeof currentTarget.offsetLeft, typeof currentTarget.offsetTop],
      mark,
      detail: Object.keys(detail),
      touches: touches.length,
      changed: Object.keys(changedTouches[0])
    }
  },
  spin() {
    const animation = wx.createAnimation({ duration: 50, timingFunction: 'ease' })
    animation.rotate(45).translateX(20).step().opacity(0.5).step({ duration: 20 })
    this.setData({ frames: animation.export() })
  },
  move() {
    this.animate('#animated', [{ opacity: 1 }, { opacity: 0.2, translate: [10, 0] }], 50, () =>
      this.setData({ animated: true })
    )
  }
})
