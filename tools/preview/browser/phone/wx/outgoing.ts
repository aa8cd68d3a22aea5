import { report } from '../../reports'
import { type SettingsStore } from '../../settings'
import { api as inWechatsForm, type Callbacks, listeners } from './api'
import { pause, reasonOf, refuse, unavailable } from './network'

export interface OutgoingOption extends Callbacks<object> {
  url: string
  method?: string
  header?: Record<string, string>
  timeout?: number
}

interface Answer {
  statusCode: number
  header: Record<string, string | undefined>
  data?: unknown
}

/** A call that leaves the phone; what the page holds is called a task. */
interface Outgoing {
  api: string
  send(signal: AbortSignal): Promise<Answer>
  /** What the page gets of the answer of a service that is down, if not all of it. */
  read?(answer: Answer): Answer
  /** What the task can listen to. */
  events: Parameters<typeof listeners>[0]
}

export type Call = ReturnType<typeof createCaller>

/** Makes requests, uploads and downloads under the panel's network conditions, and reports them. */
export function createCaller(settings: SettingsStore) {
  let running = 0
  let count = 0

  return function call(
    option: OutgoingOption,
    { api, send, read = (answer) => answer, events }: Outgoing
  ) {
    const controller = new AbortController()
    const { signal } = controller
    const { method = 'GET', timeout = 60000 } = option
    const path = new URL(option.url, location.origin).pathname
    const entry = { kind: 'call' as const, id: ++count, method: method.toUpperCase(), path }
    const startedAt = performance.now()
    const end = (more: object) =>
      report({ ...entry, ...more, ms: Math.round(performance.now() - startedAt) })
    const timer = setTimeout(() => controller.abort(new Error('timeout')), timeout)

    const run = async () => {
      const now = settings.read()
      try {
        refuse(now, running)
        await pause(now, signal)
        const isDown = now.network === 'unavailable'
        const answer = isDown ? read(unavailable()) : await send(signal)
        const { 'x-gateway-source': source, 'x-request-id': requestId } = answer.header
        end({ status: answer.statusCode, source, requestId })
        return answer
      } catch (cause) {
        const { message } = reasonOf(signal, cause as Error)
        end({ error: message })
        throw Object.assign(new Error(`fail ${message}`), { errno: 600001 })
      } finally {
        running -= 1
        clearTimeout(timer)
      }
    }
    report(entry)
    running += 1
    const outcome = run()
    // a task is no promise, even without callbacks
    void inWechatsForm(api, () => outcome)({ complete: () => undefined, ...option })
    return { abort: () => controller.abort(new Error('abort')), ...listeners(events) }
  }
}

/**
 * The gateway that serves this page, whatever port the mini-program's config has; stand-ins, such as
 * the one for object storage, are where they are.
 */
export function addressOf(text: string): URL {
  const url = new URL(text)
  const { content = '' } = document.querySelector<HTMLMetaElement>('meta[name=others]') ?? {}
  if (content.split(' ').includes(url.origin)) return url
  if (/^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname)) {
    const here = new URL(location.origin)
    Object.assign(url, { protocol: here.protocol, host: here.host })
  }
  return url
}

/** The option's headers, with those that the panel adds. */
export function headersOf(
  given: Record<string, string> | undefined,
  settings: SettingsStore
): Headers {
  const { mock, prefer, spoilToken } = settings.read()
  const preferences = [mock && 'mock=true', prefer].filter(Boolean).join(', ')
  const sent = new Headers(given)
  if (preferences) sent.set('prefer', preferences)
  if (spoilToken && sent.has('authorization')) {
    settings.change({ spoilToken: false })
    sent.set('authorization', 'Bearer spoiled-by-the-preview')
  }
  return sent
}
