const said = require('../../behaviors/said')

Page({
  behaviors: [said],
  onReady() {
    wx.createSelectorQuery()
      .select('#new')
      .fields({ node: true, size: true })
      .exec(([{ node, width, height }]) => {
        node.width = width
        node.height = height
        const context = node.getContext('2d')
        context.fillStyle = '#07a050'
        context.fillRect(10, 10, 60, 40)
        getApp().canvas = { width, height }
      })
    const old = wx.createCanvasContext('old')
    old.setFillStyle('#c0392b')
    old.fillRect(10, 10, 60, 40)
    old.setFontSize(16)
    old.fillText('旧画布', 80, 36)
    old.draw(false, () => {
      wx.canvasToTempFilePath({
        canvasId: 'old',
        success: ({ tempFilePath }) => this.setData({ picture: tempFilePath })
      })
    })
    this.video = wx.createVideoContext('video')
  },
  play() {
    this.video.play()
  }
})
