import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

/** The exports of wafer2-client-sdk that are used here. */
export interface WaferSdk {
  setLoginUrl(url: string): void
  login(options: Callbacks): void
  loginWithCode(options: Callbacks): void
  request(options: Callbacks & { url: string; method?: string; login?: boolean }): void
  clearSession(): void
}
interface Callbacks {
  success?(result: WaferResponse & Record<string, unknown>): void
  fail?(error: Error & { type?: string }): void
}
export interface WaferResponse {
  statusCode: number
  data: { code?: unknown; data?: unknown; error?: string }
}

export interface WaferClient {
  sdk: WaferSdk
  storage: Map<string, { skey: string }>
  /** The paths requested so far. */
  asked: string[]
}

const SDK = path.dirname(require.resolve('wafer2-client-sdk/package.json'))

interface WxRequest {
  url: string
  method?: string
  header?: Record<string, string>
  success(response: WaferResponse): void
  fail(error: unknown): void
}

/**
 * Loads the unmodified package into a context that has only `wx`, here implemented over fetch.
 * @param wechat the code of the next wx.login, and what wx.getUserInfo returns
 */
export function loadWaferClient(wechat: {
  newCode(): string
  userInfo(): { encryptedData: string; iv: string }
}): WaferClient {
  const storage: WaferClient['storage'] = new Map()
  const asked: string[] = []
  const wx = {
    login: ({ success }: { success(result: { code: string }): void }) =>
      success({ code: wechat.newCode() }),
    getUserInfo: ({ success }: { success(result: object): void }) =>
      success({ ...wechat.userInfo(), userInfo: {} }),
    request({ url, method = 'GET', header = {}, success, fail }: WxRequest) {
      asked.push(new URL(url).pathname)
      // WeChat parses JSON whatever the status
      fetch(url, { method, headers: header })
        .then(async (response) => {
          const text = await response.text()
          const data = (text ? JSON.parse(text) : '') as WaferResponse['data']
          success({ statusCode: response.status, data })
        })
        .catch(fail)
    },
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: { skey: string }) => storage.set(key, value),
    removeStorageSync: (key: string) => storage.delete(key),
    onSocketOpen: () => undefined,
    onSocketClose: () => undefined,
    onSocketMessage: () => undefined,
    onSocketError: () => undefined
  }
  const context = vm.createContext({ wx, console })
  const modules = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const known = modules.get(file)
    if (known) return known.exports
    const loading = { exports: {} }
    modules.set(file, loading)
    const source = `(function (module, exports, require) {${readFileSync(file, 'utf8')}\n})`
    const run = vm.runInContext(source, context, { filename: file }) as (...args: unknown[]) => void
    const requireNear = (name: string) => load(require.resolve(path.join(path.dirname(file), name)))
    run(loading, loading.exports, requireNear)
    return loading.exports
  }
  return { sdk: load(path.join(SDK, 'index.js')) as WaferSdk, storage, asked }
}
