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
    ...createSockets()
  }
}

interface SocketOption {
  url: string
  protocols?: string[]
}

/** Sockets, and the calls from before there were tasks, which mean the one connected last. */
function createSockets() {
  let last: ReturnType<typeof openSocket> | undefined
  const early: ((socket: NonNullable<typeof last>) => void)[] = []
  const on = (name: 'onOpen' | 'onMessage' | 'onClose' | 'onError') => (listener: () => void) => {
    early.push((socket) => socket[name](listener))
    last?.[name](listener)
  }
  return {
    connectSocket(option: SocketOption) {
      last = openSocket(option)
      for (const listen of early) listen(last)
      return last
    },
    onSocketOpen: on('onOpen'),
    onSocketMessage: on('onMessage'),
    onSocketClose: on('onClose'),
    onSocketError: on('onError'),
    sendSocketMessage: (option: { data: string }) => last?.send(option),
    closeSocket: (option: object = {}) => last?.close(option)
  }
}

/** A WebSocket with WeChat's names. */
function openSocket({ url, protocols }: SocketOption) {
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
