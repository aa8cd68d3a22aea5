/** What a test sets on the phone. */
export interface PhoneOptions {
  /** Survives a restart of the app when it is passed to the next phone. */
  storage?: Map<string, unknown>
  envVersion?: 'develop' | 'trial' | 'release'
  /** The outcome of the next `wx.login`: a code, a failure, or undefined where it never answers. */
  login?: () => LoginOutcome | Promise<LoginOutcome>
  /** How this phone spells a reply's header names. */
  spell?: (header: string) => string
  /** Why requests fail, in WeChat's words. */
  requestFails?: string
  /** What `wx.getDeviceInfo` returns; old phones do not have it. */
  device?: { brand: string; model: string }
  /** What uploads end with, one after the other: a status, WeChat's words, or `hang`; 204 by default. */
  uploads?: (number | string)[]
  /** Aborting an upload reports nothing, as where its outcome is already on the way. */
  abortsSilently?: boolean
  /** The chosen picture's first bytes, in hex; a JPEG's by default. */
  picture?: string
  /** The user's answer to every modal. */
  agrees?: boolean
  theme?: 'light' | 'dark'
}

type LoginOutcome = { code: string } | { errMsg: string } | undefined

export interface Phone {
  storage: Map<string, unknown>
  codesTaken: number
  mostRequestsAtOnce: number
  aborted: number
  /** The titles of the modals. */
  asked: string[]
  confirmColors: (string | undefined)[]
  toasts: string[]
  relaunchedAt: string[]
  clipboard: string
  refreshesStopped: number
  uploads: WechatMiniprogram.UploadFileOption[]
  /** Files that were saved and have not been removed. */
  files: Set<string>
  changeNetwork(isConnected: boolean): void
}

/** WeChat refuses the eleventh request. */
const REQUESTS_AT_ONCE = 10

/** Installs a global `wx` over real HTTP, with what the mini-program uses of it. */
export function installWx(options: PhoneOptions = {}): Phone {
  const phone: Phone = {
    storage: options.storage ?? new Map<string, unknown>(),
    codesTaken: 0,
    mostRequestsAtOnce: 0,
    aborted: 0,
    asked: [],
    confirmColors: [],
    toasts: [],
    relaunchedAt: [],
    clipboard: '',
    refreshesStopped: 0,
    uploads: [],
    files: new Set(),
    changeNetwork: (isConnected) => networkListener({ isConnected })
  }
  let networkListener: (status: { isConnected: boolean }) => void = () => undefined
  const nextLogin = options.login ?? (() => ({ code: `code-${phone.codesTaken}` }))
  let running = 0

  const request = (option: WechatMiniprogram.RequestOption) => {
    const controller = new AbortController()
    running += 1
    phone.mostRequestsAtOnce = Math.max(phone.mostRequestsAtOnce, running)
    void refusal(running, options)
      .then(() => fetchReply(option, controller.signal, options.spell))
      .finally(() => (running -= 1))
      .then(
        (reply) => option.success?.(reply),
        (error: Error) => option.fail?.(failed(`request:fail ${error.message}`))
      )
    return {
      onHeadersReceived: () => undefined,
      abort() {
        phone.aborted += 1
        controller.abort()
      }
    }
  }

  const wx = {
    request,
    async login(option: WechatMiniprogram.LoginOption) {
      phone.codesTaken += 1
      const outcome = await nextLogin()
      if (!outcome) return
      if ('code' in outcome) option.success?.({ ...outcome, errMsg: 'login:ok' })
      else option.fail?.(failed(outcome.errMsg))
    },
    getAccountInfoSync: () => ({ miniProgram: { envVersion: options.envVersion ?? 'develop' } }),
    getStorageSync: (key: string) => phone.storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void phone.storage.set(key, value),
    removeStorageSync: (key: string) => void phone.storage.delete(key),
    canIUse: (name: string) => name in wx,
    ...(options.device && { getDeviceInfo: () => options.device }),
    getAppBaseInfo: () => ({ SDKVersion: '3.8.12', theme: options.theme ?? 'light' }),
    getNetworkType: ({ success }: WechatMiniprogram.GetNetworkTypeOption) =>
      success?.({ networkType: 'wifi' } as never),
    onNetworkStatusChange: (listener: typeof networkListener) => (networkListener = listener),
    async showModal({ title, confirmColor }: { title: string; confirmColor?: string }) {
      phone.asked.push(title)
      phone.confirmColors.push(confirmColor)
      return { confirm: options.agrees ?? true }
    },
    showToast: async ({ title }: { title: string }) => void phone.toasts.push(title),
    reLaunch: async ({ url }: { url: string }) => void phone.relaunchedAt.push(url),
    setClipboardData({ data, success }: WechatMiniprogram.SetClipboardDataOption) {
      phone.clipboard = data
      success?.({} as never)
    },
    stopPullDownRefresh: async () => void (phone.refreshesStopped += 1),
    uploadFile(option: WechatMiniprogram.UploadFileOption) {
      phone.uploads.push(option)
      const outcome = options.uploads?.shift() ?? 204
      const abort = () =>
        options.abortsSilently || option.fail?.({ errMsg: 'uploadFile:fail abort' })
      setImmediate(() => {
        if (outcome === 'hang') return
        if (typeof outcome === 'string') option.fail?.({ errMsg: `uploadFile:fail ${outcome}` })
        else option.success?.({ statusCode: outcome, data: '', errMsg: 'uploadFile:ok' } as never)
      })
      return {
        abort,
        onProgressUpdate: (listener: (update: { progress: number }) => void) =>
          listener({ progress: 45 })
      }
    },
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => ({
      saveFile({ filePath, success }: WechatMiniprogram.SaveFileOption) {
        const savedFilePath = filePath ?? ''
        phone.files.add(savedFilePath)
        success?.({ savedFilePath, errMsg: 'saveFile:ok' })
      },
      readFile({ success }: WechatMiniprogram.ReadFileOption) {
        const data = Uint8Array.from(Buffer.from(options.picture ?? 'ffd8ffe0', 'hex')).buffer
        success?.({ data, errMsg: 'readFile:ok' })
      },
      unlink: ({ filePath }: { filePath: string }) => void phone.files.delete(filePath)
    })
  }
  Object.assign(globalThis, { wx })
  return phone
}

function failed(errMsg: string): WechatMiniprogram.RequestFailCallbackErr {
  return { errMsg, errno: 600001, exception: { retryCount: 0, reasons: [] } } as never
}

async function refusal(running: number, { requestFails }: PhoneOptions): Promise<void> {
  if (requestFails) throw new Error(requestFails)
  if (running > REQUESTS_AT_ONCE) throw new Error('exceed max task count')
}

async function fetchReply(
  option: WechatMiniprogram.RequestOption,
  signal: AbortSignal,
  spell = (name: string) => name
) {
  const { url, method, header, data, dataType = 'json', responseType, redirect } = option
  const response = await fetch(url, {
    method,
    headers: { ...(header as Record<string, string>), connection: 'close' },
    body: isWritten(data) ? data : data && JSON.stringify(data),
    redirect,
    signal
  })
  const bytes = await response.arrayBuffer()
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return {
    statusCode: response.status,
    data: responseType === 'arraybuffer' ? bytes : dataType === 'json' ? parse(text) : text,
    header: Object.fromEntries([...response.headers].map(([name, value]) => [spell(name), value])),
    errMsg: 'request:ok'
  } as unknown as WechatMiniprogram.RequestSuccessCallbackResult
}

/** WeChat sends texts and bytes as they are. */
function isWritten(data: unknown): data is string | ArrayBuffer {
  return typeof data === 'string' || Object.prototype.toString.call(data) === '[object ArrayBuffer]'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
