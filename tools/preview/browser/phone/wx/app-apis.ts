import { api, both, event, listeners } from './api'

const nothing = () => undefined

/** Calls that always succeed, and change nothing here. */
const IDLE = `checkSession exitMiniProgram hideHomeButton hideNavigationBarLoading hideShareMenu
  loadSubpackage preloadSubpackage setBackgroundColor setBackgroundTextStyle setEnableDebug
  setKeepScreenOn showNavigationBarLoading showShareMenu updateShareMenu vibrateLong
  vibrateShort`.split(/\s+/)

const LOG = 'debug info log warn error setFilterMsg addFilterMsg'.split(' ')

/** What a mini-program asks WeChat about itself, or tells it. */
export function createAppApis() {
  const log = Object.fromEntries(LOG.map((name) => [name, nothing]))
  return {
    ...Object.fromEntries(IDLE.map((name) => [name, api(name, nothing)])),
    getUpdateManager: () => ({
      applyUpdate: nothing,
      onCheckForUpdate: (listener: (result: object) => void) =>
        void setTimeout(() => listener({ hasUpdate: false })),
      onUpdateReady: nothing,
      onUpdateFailed: nothing
    }),
    getLogManager: () => log,
    getRealtimeLogManager: () => log,
    getPerformance: () => ({
      getEntries: () => [],
      now: () => performance.now(),
      createObserver: () => ({ observe: nothing, disconnect: nothing })
    }),
    reportEvent: nothing,
    reportAnalytics: nothing,
    reportMonitor: nothing,
    reportPerformance: nothing,
    ...both('getExtConfig', [], () => ({}), 'extConfig'),
    ...createSockets()
  }
}

const SOCKET_EVENTS = ['Open', 'Message', 'Close', 'Error'] as const

/** Sockets; `wx.onSocketOpen` and the like, from before there were tasks, hear all of them. */
function createSockets() {
  const heard = SOCKET_EVENTS.map((name) => ({ name, event: event<unknown>() }))
  let last: ReturnType<typeof openSocket> | undefined
  return {
    ...listeners(Object.fromEntries(heard.map((one) => [`Socket${one.name}`, one.event]))),
    connectSocket(option: WechatMiniprogram.ConnectSocketOption) {
      const socket = openSocket(option)
      for (const { name, event } of heard) socket[`on${name}`](event.emit)
      return (last = socket)
    },
    sendSocketMessage: (option: { data: string }) => last?.send(option),
    closeSocket: (option: object = {}) => last?.close(option)
  }
}

/** A WebSocket with WeChat's names. */
function openSocket({ url, protocols }: WechatMiniprogram.ConnectSocketOption) {
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
