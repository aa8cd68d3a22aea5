import { type CallLog, createCallLog } from './call-log'
import { clientTimeoutMs, type OperationId, routes } from './contract'
import { type Input, placeInput } from './input'
import { createQueue } from './queue'
import { type CallReply, readReply } from './reply'
import { sendRequest } from './request'

/** WeChat refuses the eleventh request at once. */
const REQUESTS_AT_ONCE = 10

export interface Client {
  /** Sends an operation once. Throws an `AppFailure`, whose `retry` says how to try again. */
  call<O extends OperationId>(
    operationId: O,
    input: Input<O>,
    token?: string
  ): Promise<CallReply<O>>
}

interface ClientOptions {
  /** Called for each request, so that a missing address fails where it can be shown. */
  gatewayUrl: () => string
  calls?: CallLog
  /** Counted from the sending on, without the time in the queue. */
  timeoutMs?: number
  atOnce?: number
}

/** Calls the contract's operations over `wx.request`. */
export function createClient({
  gatewayUrl,
  calls = createCallLog(),
  timeoutMs = clientTimeoutMs,
  atOnce = REQUESTS_AT_ONCE
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
