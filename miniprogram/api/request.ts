import { AppFailure, type FailureCode } from './failure'
import { within } from './within'

interface WxRequest {
  url: string
  method: string
  header: Record<string, string>
  data?: string | ArrayBuffer
  timeoutMs: number
  /** The answer is not text. */
  isBinary?: boolean
  /** A redirect is an answer, and not followed. */
  redirects?: boolean
}

/** What `wx.request` has brought. */
export interface WxReply {
  status: number
  /** Parsed if it is JSON, else text, '' where there is none, or an ArrayBuffer. */
  body: unknown
  /** The body as it came; '' where it is not text. */
  text: string
  /** The header of this name in any case; '' where there is none. */
  header: (name: string) => string
  /** By name in lower case. */
  headers: Record<string, string | undefined>
}

/**
 * Sends once. Any HTTP status is a reply; without a reply it fails with NETWORK, TIMEOUT,
 * INTERRUPTED or DOMAIN_REFUSED.
 */
export function sendRequest(request: WxRequest): Promise<WxReply> {
  const { method, timeoutMs, isBinary, redirects, ...rest } = request
  let task: WechatMiniprogram.RequestTask | undefined
  const late = () => {
    task?.abort()
    return new AppFailure('TIMEOUT', { message: `No reply in ${timeoutMs} ms` })
  }
  return within<WxReply>(timeoutMs, late, (resolve, reject) => {
    task = wx.request<string | ArrayBuffer>({
      ...rest,
      method: method as 'GET',
      timeout: timeoutMs,
      // WeChat would parse a text such as "1", and hides why JSON cannot be parsed.
      dataType: 'text',
      ...(isBinary && { responseType: 'arraybuffer' }),
      ...(redirects && { redirect: 'manual' }),
      success: ({ statusCode, data, header }) => resolve(readWxReply(statusCode, header, data)),
      fail: ({ errMsg }) => reject(new AppFailure(codeOf(errMsg), { message: errMsg }))
    })
    // A redirect that is not followed ends with its headers.
    if (redirects)
      task.onHeadersReceived((received) => {
        const { statusCode, header } = received as { statusCode?: number; header: object }
        if (statusCode && statusCode >= 300 && statusCode < 400)
          resolve(readWxReply(statusCode, header, ''))
      })
  })
}

function readWxReply(status: number, header: object, data: unknown): WxReply {
  const headers: WxReply['headers'] = {}
  for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = String(value)
  // A failure is text even where the answer would not be.
  const text = status >= 400 && isBuffer(data) ? decodeUtf8(data) : data
  return {
    status,
    body: typeof text === 'string' ? parse(text) : text,
    text: typeof text === 'string' ? text : '',
    headers,
    header: (name) => headers[name.toLowerCase()] ?? ''
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return text
  }
}

export function isBuffer(data: unknown): data is ArrayBuffer {
  return Object.prototype.toString.call(data) === '[object ArrayBuffer]'
}

export function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

/** Phones have no TextDecoder. */
function decodeUtf8(bytes: ArrayBuffer): string {
  const escapes = Array.from(
    new Uint8Array(bytes),
    (byte) => `%${(byte + 256).toString(16).slice(1)}`
  )
  try {
    return decodeURIComponent(escapes.join(''))
  } catch {
    return ''
  }
}

/** By WeChat's message: its errno differs between base libraries, these words do not. */
function codeOf(errMsg: string): FailureCode {
  if (errMsg.includes('domain list')) return 'DOMAIN_REFUSED'
  if (errMsg.includes('interrupted')) return 'INTERRUPTED'
  return /timed?[ _]?out|[超逾][时時]/i.test(errMsg) ? 'TIMEOUT' : 'NETWORK'
}
