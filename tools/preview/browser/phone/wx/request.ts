import { type SettingsStore } from '../../settings'
import { event } from './api'
import { addressOf, type Call, headersOf, type OutgoingOption } from './outgoing'

interface RequestOption extends OutgoingOption {
  data?: unknown
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
  redirect?: 'follow' | 'manual'
  enableChunked?: boolean
}

/** `wx.request` on top of `fetch`. */
export function createRequest(settings: SettingsStore, call: Call) {
  return {
    request(option: RequestOption) {
      const [headers, chunks] = [event<object>(), event<object>()]
      return call(option, {
        api: 'request',
        send: (signal) => send(option, settings, signal, { headers, chunks }),
        events: { HeadersReceived: headers, ChunkReceived: chunks }
      })
    }
  }
}

type Listeners = Record<'headers' | 'chunks', ReturnType<typeof event<object>>>

async function send(
  option: RequestOption,
  settings: SettingsStore,
  signal: AbortSignal,
  { headers, chunks }: Listeners
) {
  const { data, dataType = 'json', responseType } = option
  const method = (option.method ?? 'GET').toUpperCase()
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const url = addressOf(option.url)
  if (!hasBody && isRecord(data)) url.search = addTo(url.searchParams, data)
  const sent = headersOf(option.header, settings)
  if (data !== undefined && !sent.has('content-type')) sent.set('content-type', 'application/json')
  const body = hasBody ? writeBody(data, sent.get('content-type') ?? '') : undefined

  // a browser hides where a redirect leads: the preview's server asks instead
  const isRelayed = option.redirect === 'manual'
  if (isRelayed) sent.set('x-preview-url', url.href)
  const place = isRelayed ? '/preview/relay' : url
  const init: RequestInit = { method, headers: sent, body, signal, credentials: 'omit' }
  const reply = await fetch(place, init)
  const { 'x-preview-cookies': relayed = '[]', ...header } = Object.fromEntries(reply.headers)
  const cookies = JSON.parse(relayed) as string[]
  if (cookies.length) header['set-cookie'] = cookies.join(',')
  headers.emit({ statusCode: reply.status, header })
  const bytes = await (option.enableChunked ? readChunks(reply, chunks.emit) : reply.arrayBuffer())
  return {
    statusCode: reply.status,
    data: responseType === 'arraybuffer' ? bytes : read(bytes, dataType),
    header,
    cookies
  }
}

/** Passes each part on as it arrives; nothing is left for `data`. */
async function readChunks(
  reply: Response,
  emit: Listeners['chunks']['emit']
): Promise<ArrayBuffer> {
  const reader = reply.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    emit({ data: part.value.slice().buffer })
  return new ArrayBuffer(0)
}

const isRecord = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer)

function addTo(search: URLSearchParams, data: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(data)) search.set(name, String(value))
  return search.toString()
}

function writeBody(data: unknown, type: string): BodyInit | undefined {
  if (data === undefined || typeof data === 'string') return data
  if (!isRecord(data)) return data as ArrayBuffer
  if (type.startsWith('application/x-www-form-urlencoded'))
    return addTo(new URLSearchParams(), data)
  return JSON.stringify(data)
}

function read(bytes: ArrayBuffer, dataType: string): unknown {
  const text = new TextDecoder().decode(bytes)
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
