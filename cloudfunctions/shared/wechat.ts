import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios from 'axios'
import type { Config } from './config'
import type { ErrorCode } from './contract'
import type { Deadline } from './deadline'
import { Failure } from './failure'

/** Who WeChat says the code belongs to. */
export interface Identity {
  openid: string
  sessionKey: string
  /** Only for accounts bound to an Open Platform account, and not always then. */
  unionid?: string
}

export interface Wechat {
  /**
   * Asks WeChat whose code this is. Sends it once, whatever happens: WeChat counts a code as used
   * even when its answer is lost. Throws Failure with the contract's code.
   * @see
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session.html
   */
  codeToSession(code: string, deadline: Deadline): Promise<Identity>
}

const ANSWER_MS = 2000
/** An idle connection older than this may have been closed while the instance was frozen. */
const STALE_MS = 5000

const CODES: Record<number, ErrorCode> = {
  [-1]: 'WECHAT_UNAVAILABLE',
  40013: 'SERVER_MISCONFIGURED',
  40029: 'CODE_INVALID',
  40125: 'SERVER_MISCONFIGURED',
  40163: 'CODE_USED',
  40226: 'USER_BLOCKED',
  40243: 'SERVER_MISCONFIGURED',
  41002: 'SERVER_MISCONFIGURED',
  41004: 'SERVER_MISCONFIGURED',
  41008: 'SERVER_MISCONFIGURED',
  45009: 'RATE_LIMITED',
  45011: 'RATE_LIMITED'
}

const HINTS: Record<number, string> = {
  40013: 'WeChat does not know WECHAT_APPID',
  40029: 'if every code is refused, the mini-program has another AppID than WECHAT_APPID',
  40125: 'WECHAT_APP_SECRET is not the secret of WECHAT_APPID',
  40243: 'the AppSecret is frozen: unfreeze it in the WeChat console'
}

export function createWechat({ appId, appSecret, apiUrl }: Config['wechat']): Wechat {
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true })
  }
  const http = axios.create({
    baseURL: apiUrl,
    ...agents,
    // the query holds the AppSecret: it follows no redirect and passes no proxy
    maxRedirects: 0,
    proxy: false,
    maxContentLength: 64 * 1024,
    validateStatus: null,
    // WeChat calls its JSON text/plain
    responseType: 'text',
    transformResponse: (text: unknown) => text
  })
  let usedAt = 0

  async function get(path: string, params: Record<string, string>, deadline: Deadline) {
    if (Date.now() - usedAt > STALE_MS)
      for (const agent of Object.values(agents))
        for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
    const signal = AbortSignal.timeout(deadline.atMost(ANSWER_MS))
    try {
      const { status, data } = await http.get<unknown>(path, { params, signal })
      return { status, text: String(data) }
    } catch (error) {
      // axios' own error holds the address, and with it the secret and the code: it ends here
      const cause = (error as { code?: string }).code
      if (signal.aborted) throw new Failure('WECHAT_TIMEOUT', { detail: { wechat: cause } })
      const isAnswer = cause === 'ERR_BAD_RESPONSE'
      throw new Failure(isAnswer ? 'WECHAT_BAD_ANSWER' : 'WECHAT_UNAVAILABLE', {
        detail: { wechat: cause }
      })
    } finally {
      usedAt = Date.now()
    }
  }

  return {
    async codeToSession(code, deadline) {
      const query = {
        appid: appId,
        secret: appSecret,
        js_code: code,
        grant_type: 'authorization_code'
      }
      const { status, text } = await get('/sns/jscode2session', query, deadline)
      return readIdentity(status, text)
    }
  }
}

function readIdentity(httpStatus: number, text: string): Identity {
  const answer = parseObject(text)
  if (httpStatus !== 200 || !answer)
    throw new Failure('WECHAT_BAD_ANSWER', { detail: { httpStatus, length: text.length } })
  const { openid, session_key: sessionKey, unionid } = answer
  // success has no errcode; a mini-program's openid is letters, digits, - and _
  if (isText(openid, /^[\w-]{6,64}$/) && isText(sessionKey, /^[A-Za-z0-9+/]{22}==$/))
    return { openid, sessionKey, ...(isText(unionid, /^[\w-]{6,64}$/) && { unionid }) }

  const errcode = Number(answer.errcode)
  const rid = /\brid: ([\w-]{1,64})/.exec(String(answer.errmsg))?.[1]
  const detail = { errcode, rid, hint: HINTS[errcode] }
  throw new Failure(CODES[errcode] ?? 'WECHAT_BAD_ANSWER', { detail })
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}
