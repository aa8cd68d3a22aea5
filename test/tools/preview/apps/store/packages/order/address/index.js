import areaList from './areas'

Page({
  data: { areaList, text: '' },
  onLoad() {
    this.channel = this.getOpenerEventChannel()
  },
  wechat() {
    wx.chooseAddress({
      success: ({ userName, detailInfo }) => this.choose(`${userName} ${detailInfo}`)
    })
  },
  picked({ detail }) {
    this.choose(detail.values.map(({ name }) => name).join(''))
  },
  choose(text) {
    this.channel.emit('chosen', { text })
    wx.navigateBack()
  }
})
