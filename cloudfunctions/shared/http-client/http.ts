import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios from 'axios'
import { type Deadline } from '../core/deadline'
import { part } from '../parts/part'
import { type Http, type HttpAnswer, type HttpCall, HttpFailure } from './http-call'

export { type Http, type HttpAnswer, type HttpCall, HttpFailure } from './http-call'

const ANSWER_MS = 2000
const MOST_BYTES = 1024 * 1024
/** An idle connection older than this may have been closed while the instance was frozen. */
const STALE_MS = 5000

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
      const { host } = new URL(call.url)
      const data = call.json === undefined ? call.body : JSON.stringify(call.json)
      const type = call.json === undefined ? undefined : { 'content-type': 'application/json' }
      const abort = new AbortController()
      const waitMs = deadline.atMost(call.timeoutMs ?? ANSWER_MS)
      const timer = setTimeout(() => abort.abort(), waitMs)
      try {
        const {
          status,
          headers,
          data: bytes
        } = await client.request<Buffer>({
          method: methodOf(call),
          url: call.url,
          params: call.query,
          headers: { accept: 'application/json, text/plain, */*', ...type, ...call.headers },
          data,
          maxContentLength: call.maxBytes ?? MOST_BYTES,
          signal: abort.signal
        })
        return answerOf(host, status, { ...headers } as HttpAnswer['headers'], bytes)
      } catch (error) {
        if (error instanceof HttpFailure) throw error
        // axios' own error contains the address, the headers and the body: drop it
        const { code, request } = error as { code?: string; request?: { reusedSocket?: boolean } }
        if (abort.signal.aborted) throw new HttpFailure(host, 'timeout')
        if (code === 'ERR_BAD_RESPONSE') throw new HttpFailure(host, 'too large', code)
        const failure = new HttpFailure(host, 'unreachable', code)
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

function answerOf(
  host: string,
  status: number,
  headers: HttpAnswer['headers'],
  bytes: Buffer
): HttpAnswer {
  const text = bytes.toString('utf8')
  return {
    status,
    headers,
    bytes,
    text,
    json() {
      try {
        return JSON.parse(text) as unknown
      } catch {
        throw new HttpFailure(host, 'not JSON')
      }
    }
  }
}
