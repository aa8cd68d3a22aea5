import { api } from './api'

const nothing = () => undefined

/** What a mini-program asks WeChat about itself, or tells it. */
export function createAppApis() {
  const log = Object.fromEntries(
    ['debug', 'info', 'log', 'warn', 'error', 'setFilterMsg', 'addFilterMsg'].map((name) => [
      name,
      nothing
    ])
  )
  return {
    getUpdateManager: () => ({
      applyUpdate: nothing,
      onCheckForUpdate: (listener: (result: object) => void) =>
        void setTimeout(() => listener({ hasUpdate: false })),
      onUpdateReady: nothing,
      onUpdateFailed: nothing
    }),
    getLogManager: () => log,
    getRealtimeLogManager: () => log,
    getPerformance: () => ({ getEntries: () => [], now: () => performance.now() }),
    reportEvent: nothing,
    reportAnalytics: nothing,
    reportMonitor: nothing,
    reportPerformance: nothing,
    preloadSubpackage: api('preloadSubpackage', nothing),
    loadSubpackage: api('loadSubpackage', nothing),
    setKeepScreenOn: api('setKeepScreenOn', nothing),
    setEnableDebug: api('setEnableDebug', nothing),
    getExtConfigSync: () => ({}),
    getExtConfig: api('getExtConfig', () => ({ extConfig: {} })),
    connectSocket
  }
}

interface SocketOption {
  url: string
  protocols?: string[]
}

/** A WebSocket with WeChat's names. */
function connectSocket({ url, protocols }: SocketOption) {
  const socket = new WebSocket(url, protocols)
  socket.binaryType = 'arraybuffer'
  const on = (type: string) => (listener: (event: unknown) => void) =>
    socket.addEventListener(type, (event) =>
      listener(event instanceof MessageEvent ? { data: event.data as unknown } : event)
    )
  return {
    onOpen: on('open'),
    onMessage: on('message'),
    onClose: on('close'),
    onError: on('error'),
    send: api('sendSocketMessage', ({ data }: { data: string | ArrayBuffer }) => socket.send(data)),
    close: api('closeSocket', ({ code, reason }: { code?: number; reason?: string }) =>
      socket.close(code ?? 1000, reason)
    )
  }
}
