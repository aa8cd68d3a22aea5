Page({
  data: { id: '' },
  onLoad({ id }) {
    this.setData({ id })
    const channel = this.getOpenerEventChannel()
    channel.emit('ready', { id })
    channel.on('word', ({ word }) => this.setData({ word }))
  }
})
