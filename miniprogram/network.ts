export interface Network {
  isConnected(): boolean
  /** Calls the listener at each change; one that is added twice is called once. */
  onChange(listener: () => void): void
}

/** Whether the phone has a network, as far as WeChat knows. */
export function watchNetwork(): Network {
  const listeners = new Set<() => void>()
  let connected = true
  const note = (isConnected: boolean) => {
    if (isConnected === connected) return
    connected = isConnected
    listeners.forEach((listener) => listener())
  }
  void wx.getNetworkType({ success: ({ networkType }) => note(networkType !== 'none') })
  wx.onNetworkStatusChange(({ isConnected }) => note(isConnected))
  return { isConnected: () => connected, onChange: (listener) => void listeners.add(listener) }
}
