export default () => {
  if (!wx.canIUse('getUpdateManager')) return
  const manager = wx.getUpdateManager()
  manager.onCheckForUpdate(() => {})
  manager.onUpdateReady(() => manager.applyUpdate())
}
