import { AppFailure, type FailureCode } from './failure'
import { within } from './within'

interface WxRequest {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  header: Record<string, string>
  data?: object
  timeoutMs: number
}

/** What `wx.request` has brought. */
export interface WxReply {
  status: number
  /** Parsed if it is JSON, else text; '' where there is none. */
  body: unknown
  /** The header of this name in any case; '' where there is none. */
  header: (name: string) => string
}

/**
 * Sends once. Any HTTP status is a reply; without a reply it fails with NETWORK, TIMEOUT,
 * INTERRUPTED or DOMAIN_REFUSED.
 */
export function sendRequest({ timeoutMs, ...request }: WxRequest): Promise<WxReply> {
  let task: WechatMiniprogram.RequestTask | undefined
  const late = () => {
    task?.abort()
    return new AppFailure('TIMEOUT', { message: `No reply in ${timeoutMs} ms` })
  }
  return within<WxReply>(timeoutMs, late, (resolve, reject) => {
    task = wx.request({
      ...request,
      timeout: timeoutMs,
      success: ({ statusCode, data, header }) =>
        resolve({ status: statusCode, body: data, header: (name) => findHeader(header, name) }),
      fail: ({ errMsg }) => reject(new AppFailure(codeOf(errMsg), { message: errMsg }))
    })
  })
}

/** By WeChat's message: its errno differs between base libraries, these words do not. */
function codeOf(errMsg: string): FailureCode {
  if (errMsg.includes('domain list')) return 'DOMAIN_REFUSED'
  if (errMsg.includes('interrupted')) return 'INTERRUPTED'
  return /timed?[ _]?out|[超逾][时時]/i.test(errMsg) ? 'TIMEOUT' : 'NETWORK'
}

function findHeader(headers: Record<string, unknown>, name: string): string {
  const key = Object.keys(headers).find((each) => each.toLowerCase() === name.toLowerCase())
  return key === undefined ? '' : String(headers[key])
}
