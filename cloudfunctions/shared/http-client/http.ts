import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios'
import { type Deadline } from '../core/deadline'
import { part } from '../parts/part'
import { type Http, type HttpAnswer, type HttpCall, HttpFailure } from './http-call'

export { type Http, type HttpAnswer, type HttpCall, HttpFailure } from './http-call'

const ANSWER_MS = 2000
const MOST_BYTES = 1024 * 1024
/** An idle connection older than this may have been closed while the instance was frozen. */
const STALE_MS = 5000

/** What is read of an error that axios throws. */
interface Thrown {
  code?: string
  message: string
  request?: { reusedSocket?: boolean }
}

/** Keeps connections open from one call to the next. */
export const http = part({
  needs: {},
  make(): Http {
    const agents = {
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true })
    }
    const client = axios.create({
      ...agents,
      // addresses contain secrets: follow no redirect, use no proxy
      maxRedirects: 0,
      proxy: false,
      validateStatus: null,
      responseType: 'arraybuffer',
      // neither guesses what is sent nor what arrives
      transformRequest: (body: unknown) => body,
      transformResponse: (body: unknown) => body
    })
    let usedAt = 0

    function dropIdleConnections(): void {
      for (const agent of Object.values(agents))
        for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
    }

    async function sendOnce(call: HttpCall, deadline: Deadline): Promise<HttpAnswer> {
      const asked = { method: methodOf(call), url: addressOf(call), ...contentOf(call) }
      const abort = new AbortController()
      const waitMs = deadline.atMost(call.timeoutMs ?? ANSWER_MS)
      const timer = setTimeout(() => abort.abort(), waitMs)
      try {
        const answer = await client.request<Buffer>({
          ...asked,
          maxContentLength: call.maxBytes ?? MOST_BYTES,
          signal: abort.signal
        })
        return answerOf(call, answer)
      } catch (error) {
        if (error instanceof HttpFailure) throw error
        // axios' own error contains the address, the headers and the body: drop it
        const { code, message, request } = error as Thrown
        if (abort.signal.aborted) throw failureOf(call, 'timeout')
        // an answer whose end never comes has the same code
        if (message.startsWith('maxContentLength')) throw failureOf(call, 'too large', code)
        const failure = failureOf(call, 'unreachable', code)
        const isClosed = code === 'ECONNRESET' || code === 'EPIPE'
        throw request?.reusedSocket && isClosed ? new StaleConnection(failure) : failure
      } finally {
        clearTimeout(timer)
        usedAt = Date.now()
      }
    }

    return async (call, deadline) => {
      if (Date.now() - usedAt > STALE_MS) dropIdleConnections()
      const idempotent = call.idempotent ?? ['GET', 'HEAD'].includes(methodOf(call))
      try {
        return await sendOnce(call, deadline)
      } catch (error) {
        if (!(error instanceof StaleConnection)) throw error
        dropIdleConnections()
        if (!idempotent) throw error.failure
        return await sendOnce(call, deadline).catch((again: unknown) => {
          throw again instanceof StaleConnection ? again.failure : again
        })
      }
    }
  }
})

/** The connection had been used before and was closed: probably while it was idle. */
class StaleConnection extends Error {
  constructor(readonly failure: HttpFailure) {
    super()
  }
}

function methodOf({ method, json, body }: HttpCall): string {
  return method ?? (json === undefined && body === undefined ? 'GET' : 'POST')
}

/** With the query written out: axios would copy it twice, and look for lists and objects in it. */
function addressOf({ url, query }: HttpCall): string {
  const written = new URLSearchParams(query).toString()
  if (!written) return url
  return url + (url.includes('?') ? '&' : '?') + written
}

function contentOf({
  json,
  body,
  headers
}: HttpCall): Pick<AxiosRequestConfig, 'data' | 'headers'> {
  if (json === undefined) return { data: body, headers }
  const type = { 'content-type': 'application/json' }
  return { data: JSON.stringify(json), headers: { ...type, ...headers } }
}

function failureOf({ url }: HttpCall, reason: HttpFailure['reason'], code?: string): HttpFailure {
  return new HttpFailure(new URL(url).host, reason, code)
}

function answerOf(
  call: HttpCall,
  { status, headers, data: bytes }: AxiosResponse<Buffer>
): HttpAnswer {
  const text = bytes.toString('utf8')
  return {
    status,
    headers: { ...headers } as HttpAnswer['headers'],
    bytes,
    text,
    json() {
      try {
        return JSON.parse(text) as unknown
      } catch {
        throw failureOf(call, 'not JSON')
      }
    }
  }
}
