import { createCallLog } from './call-log'
import type { CallLog } from './call-log'
import { clientTimeoutMs, routes } from './contract'
import type { OperationId, Result } from './contract'
import { placeInput } from './input'
import type { Input } from './input'
import { createQueue } from './queue'
import { readReply } from './reply'
import { sendRequest } from './request'

export interface Reply<O extends OperationId> {
  result: Result<O>
  requestId: string
  /** What answered, in the gateway's words; '' where the gateway does not say. */
  source: string
  /** The server's clock; the phone's where the server does not say. */
  serverTimeMs: number
}

export interface Client {
  /** Sends an operation once. Fails with a `Failure`; what a second try may look like is its `retry`. */
  call<O extends OperationId>(operationId: O, input: Input<O>, token?: string): Promise<Reply<O>>
}

export interface ClientOptions {
  /** Asked for at every call, so that a missing address fails where it can be shown. */
  gatewayUrl: () => string
  calls?: CallLog
  /** From the sending on; the time in the queue is not counted. */
  timeoutMs?: number
  /** WeChat refuses an eleventh request at once. */
  atOnce?: number
}

/** Speaks the contract over `wx.request`. */
export function createClient({
  gatewayUrl,
  calls = createCallLog(),
  timeoutMs = clientTimeoutMs,
  atOnce = 10
}: ClientOptions): Client {
  const queue = createQueue(atOnce)

  return {
    async call(operationId, input, token) {
      const route = routes[operationId]
      const { path, body: data } = placeInput(route.path, input as object | undefined)
      const url = gatewayUrl() + path
      const request = { url, method: route.method, header: headers(data, token), data, timeoutMs }
      const reply = await queue(() => calls.watch(operationId, () => sendRequest(request)))
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
