import { routes } from './contract'
import type { OperationId, RequestBody, Result } from './contract'
import { createQueue } from './queue'
import { readReply } from './reply'
import { sendRequest } from './request'

export interface Reply<O extends OperationId> {
  result: Result<O>
  requestId: string
  /** What answered, in the gateway's words; '' where the gateway does not say. */
  source: string
}

export interface Client {
  /** Sends an operation once. Fails with a `Failure`; what a second try may look like is its `retry`. */
  call<O extends OperationId>(
    operationId: O,
    body: RequestBody<O>,
    token?: string
  ): Promise<Reply<O>>
}

export interface ClientOptions {
  /** Asked for at every call, so that a missing address fails where it can be shown. */
  gatewayUrl: () => string
  /** From the sending on; the time in the queue is not counted. */
  timeoutMs?: number
  /** WeChat refuses an eleventh request at once. */
  atOnce?: number
}

/** Speaks the contract over `wx.request`. */
export function createClient({
  gatewayUrl,
  timeoutMs = 15000,
  atOnce = 10
}: ClientOptions): Client {
  const queue = createQueue(atOnce)

  return {
    async call(operationId, body, token) {
      const { method, path } = routes[operationId]
      const url = gatewayUrl() + path
      const data = body as object | undefined
      const header = headers(data, token)
      const reply = await queue(() => sendRequest({ url, method, header, data, timeoutMs }))
      return readReply(operationId, reply)
    }
  }
}

function headers(body: object | undefined, token?: string): Record<string, string> {
  return {
    ...(body && { 'Content-Type': 'application/json' }),
    ...(token && { Authorization: `Bearer ${token}` })
  }
}
