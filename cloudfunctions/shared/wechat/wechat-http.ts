import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios from 'axios'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { part } from '../parts/part'
import { wechatApiSettings } from '../settings/sections'

export interface WechatQuestion {
  path: string
  query: Record<string, string>
  /** Sent as JSON, with POST. */
  body?: object
}

/** The JSON object that WeChat sent: a result or an error. */
export type WechatAnswer = Record<string, unknown>

/**
 * Sends one request, once. Throws Failure WECHAT_TIMEOUT, WECHAT_UNAVAILABLE, or WECHAT_BAD_ANSWER
 * for anything but a JSON object.
 */
type AskWechat = (question: WechatQuestion, deadline: Deadline) => Promise<WechatAnswer>

const ANSWER_MS = 2000
/** An idle connection older than this may have been closed while the instance was frozen. */
const STALE_MS = 5000

export const askWechat = part({
  settings: wechatApiSettings,
  needs: {},
  make(_parts, { url: apiUrl }): AskWechat {
    const agents = {
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true })
    }
    const http = axios.create({
      baseURL: apiUrl,
      ...agents,
      // the query contains the AppSecret: follow no redirect, use no proxy
      maxRedirects: 0,
      proxy: false,
      maxContentLength: 64 * 1024,
      validateStatus: null,
      // WeChat labels its JSON text/plain
      responseType: 'text',
      transformResponse: (text: unknown) => text
    })
    let usedAt = 0

    function dropStaleConnections(): void {
      if (Date.now() - usedAt <= STALE_MS) return
      for (const agent of Object.values(agents))
        for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
    }

    return async ({ path, query, body }, deadline) => {
      dropStaleConnections()
      const signal = AbortSignal.timeout(deadline.atMost(ANSWER_MS))
      try {
        const method = body ? 'post' : 'get'
        const request = { url: path, method, params: query, data: body, signal }
        const { status, data } = await http.request<unknown>(request)
        return readAnswer(status, String(data))
      } catch (error) {
        if (error instanceof Failure) throw error
        // axios' own error contains the address, and with it the secret and the code: drop it
        const detail = { wechat: (error as { code?: string }).code }
        if (signal.aborted) throw new Failure('WECHAT_TIMEOUT', { detail })
        const isAnswer = detail.wechat === 'ERR_BAD_RESPONSE'
        throw new Failure(isAnswer ? 'WECHAT_BAD_ANSWER' : 'WECHAT_UNAVAILABLE', { detail })
      } finally {
        usedAt = Date.now()
      }
    }
  }
})

function readAnswer(httpStatus: number, text: string): WechatAnswer {
  const answer = httpStatus === 200 ? parseObject(text) : undefined
  if (answer) return answer
  throw new Failure('WECHAT_BAD_ANSWER', { detail: { httpStatus, length: text.length } })
}

function parseObject(text: string): WechatAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? { ...value } : undefined
  } catch {
    return undefined
  }
}
