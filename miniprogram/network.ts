export interface Network {
  isConnected(): boolean
}

/** Whether the phone has a network, as far as WeChat knows; `changed` is told when that changes. */
export function watchNetwork(changed: () => void): Network {
  let connected = true
  const note = (now: boolean) => {
    if (now === connected) return
    connected = now
    changed()
  }
  void wx.getNetworkType({ success: ({ networkType }) => note(networkType !== 'none') })
  wx.onNetworkStatusChange(({ isConnected }) => note(isConnected))
  return { isConnected: () => connected }
}
