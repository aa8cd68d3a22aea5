import { Failure } from './failure'
import { within } from './within'

export interface HttpRequest {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  header: Record<string, string>
  data?: object
  timeoutMs: number
}

export interface HttpReply {
  status: number
  /** Parsed where it is JSON, else text; '' where there is none. */
  body: unknown
  /** The header of this name, whatever its case; '' where there is none. */
  header: (name: string) => string
}

/** Sends once. Any HTTP status is a reply; only no reply at all fails: NETWORK, TIMEOUT, INTERRUPTED or DOMAIN_REFUSED. */
export function sendRequest({ timeoutMs, ...request }: HttpRequest): Promise<HttpReply> {
  let task: WechatMiniprogram.RequestTask | undefined
  const late = () => {
    task?.abort()
    return new Failure('TIMEOUT', { message: `No reply in ${timeoutMs} ms` })
  }
  return within<HttpReply>(timeoutMs, late, (resolve, reject) => {
    task = wx.request({
      ...request,
      timeout: timeoutMs,
      success: ({ statusCode, data, header }) =>
        resolve({ status: statusCode, body: data, header: (name) => findHeader(header, name) }),
      fail: ({ errMsg }) => reject(new Failure(codeOf(errMsg), { message: errMsg }))
    })
  })
}

// Their errno differs between base libraries; these words do not.
function codeOf(errMsg: string) {
  if (errMsg.includes('domain list')) return 'DOMAIN_REFUSED'
  if (errMsg.includes('interrupted')) return 'INTERRUPTED'
  return /timeout|超时/.test(errMsg) ? 'TIMEOUT' : 'NETWORK'
}

function findHeader(headers: Record<string, unknown>, name: string): string {
  const key = Object.keys(headers).find((each) => each.toLowerCase() === name.toLowerCase())
  return key === undefined ? '' : String(headers[key])
}
