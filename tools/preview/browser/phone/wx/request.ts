import { report } from '../../reports'
import { type SettingsStore } from '../../settings'
import { type Callbacks, type RequestResult } from './api'
import { pause, reasonOf, refuse, unavailable } from './network'

interface RequestOption extends Callbacks<RequestResult> {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
  dataType?: string
  responseType?: string
}

/** `wx.request` on top of `fetch`, under the network conditions set on the panel. */
export function createRequest(settings: SettingsStore) {
  let running = 0
  let count = 0

  return {
    request(option: RequestOption) {
      const controller = new AbortController()
      const id = ++count
      const { method = 'GET', timeout = 60000 } = option
      const path = new URL(option.url, location.origin).pathname
      const startedAt = performance.now()
      const call = { kind: 'call' as const, id, method, path }
      const end = (more: object) =>
        report({ ...call, ...more, ms: Math.round(performance.now() - startedAt) })
      const timer = setTimeout(() => controller.abort(new Error('timeout')), timeout)

      report(call)
      running += 1
      send(option, settings, controller.signal, running)
        .finally(() => {
          running -= 1
          clearTimeout(timer)
        })
        .then(
          (result) => {
            const { 'x-gateway-source': source, 'x-request-id': requestId } = result.header
            end({ status: result.statusCode, source, requestId })
            option.success?.(result)
            option.complete?.(result)
          },
          (error: Error) => {
            const failure = { errMsg: `request:fail ${error.message}`, errno: 600001 }
            end({ error: error.message })
            option.fail?.(failure)
            option.complete?.(failure)
          }
        )
      return { abort: () => controller.abort(new Error('abort')) }
    }
  }
}

async function send(
  option: RequestOption,
  settings: SettingsStore,
  signal: AbortSignal,
  running: number
): Promise<RequestResult> {
  const now = settings.read()
  refuse(now, running)
  await pause(now, signal)
  if (now.network === 'unavailable') return unavailable()
  const { method = 'GET' } = option
  const url = new URL(option.url)
  // to the gateway that serves this page, whatever port config.ts has
  if (/^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname)) {
    const here = new URL(location.origin)
    Object.assign(url, { protocol: here.protocol, host: here.host })
  }
  if (method === 'GET') addQuery(url, option.data)
  const reply = await fetch(url, {
    method,
    headers: headers(option, settings),
    body: method === 'GET' ? undefined : writeBody(option.data),
    signal,
    credentials: 'omit'
  }).catch((error: Error) => Promise.reject(reasonOf(signal, error)))
  const text = await reply.text().catch((error: Error) => Promise.reject(reasonOf(signal, error)))
  return {
    statusCode: reply.status,
    data: option.dataType === 'text' ? text : parse(text),
    header: Object.fromEntries(reply.headers),
    cookies: [],
    errMsg: 'request:ok'
  }
}

function headers({ header, data }: RequestOption, settings: SettingsStore): Headers {
  const { mock, prefer, spoilToken } = settings.read()
  const preferences = [mock && 'mock=true', prefer].filter(Boolean).join(', ')
  const sent = new Headers(header)
  if (data !== undefined && !sent.has('content-type')) sent.set('content-type', 'application/json')
  if (preferences) sent.set('prefer', preferences)
  if (spoilToken && sent.has('authorization')) {
    settings.change({ spoilToken: false })
    sent.set('authorization', 'Bearer spoiled-by-the-preview')
  }
  return sent
}

function addQuery(url: URL, data: unknown): void {
  for (const [name, value] of Object.entries((data ?? {}) as Record<string, unknown>))
    url.searchParams.set(name, String(value))
}

function writeBody(data: unknown): string | undefined {
  return data === undefined || typeof data === 'string' ? data : JSON.stringify(data)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
