const said = require('../../behaviors/said')

Page({
  behaviors: [said],
  data: {
    rows: Array.from({ length: 20 }, (_, index) => index),
    into: '',
    top: 0,
    refreshing: false,
    current: 0,
    x: 10,
    y: 10,
    shown: false
  },
  onPullDownRefresh() {
    this.setData({ pulled: true })
  },
  onReachBottom() {
    this.setData({ reached: true })
  },
  onPageScroll({ scrollTop }) {
    getApp().scrolled = scrollTop
  },
  to() {
    this.setData({ into: 'row-12' })
  },
  refresh(event) {
    this.say(event)
    this.setData({ refreshing: true })
  },
  rested() {
    this.setData({ refreshing: false })
  },
  next() {
    this.setData({ current: this.data.current + 1 })
  },
  turned(event) {
    this.say(event)
    this.setData({ current: event.detail.current })
  },
  place() {
    this.setData({ x: 60, y: 30 })
  },
  open() {
    this.setData({ shown: true })
  }
})
