import { expectAnswers } from './answers'
import { type CallLog, createCallLog } from './call-log'
import { clientTimeoutMs, type OperationId } from './contract'
import { type Credentials, type TokenUse, tokenUse } from './credentials'
import { asFailure } from './failure'
import { type Input } from './input'
import { createQueue } from './queue'
import { type CallReply, readReply } from './reply'
import { sendRequest } from './request'
import { routeOf } from './route'
import { writeRequest, type WrittenRequest } from './write-request'

/** WeChat refuses the eleventh request at once. */
const REQUESTS_AT_ONCE = 10

export interface Client {
  /**
   * Sends an operation once, with the token where the contract has a use for it. Throws an
   * `AppFailure`, whose `retry` names the way to try again.
   */
  call<O extends OperationId>(
    operationId: O,
    input: Input<O>,
    token?: string
  ): Promise<CallReply<O>>
  /** Whether an operation is sent with the session's token. */
  tokenUse(operationId: OperationId): TokenUse
}

interface ClientOptions {
  /** Called for each request, so that a missing address fails where it can be shown. */
  gatewayUrl: () => string
  calls?: CallLog
  credentials?: Credentials
  /** Counted from the sending on, without the time in the queue. */
  timeoutMs?: number
  atOnce?: number
}

/** Calls the contract's operations over `wx.request`. */
export function createClient({
  gatewayUrl,
  calls = createCallLog(),
  credentials: own = {},
  timeoutMs = clientTimeoutMs,
  atOnce = REQUESTS_AT_ONCE
}: ClientOptions): Client {
  const queue = createQueue(atOnce)

  return {
    async call(operationId, input, token) {
      const route = routeOf(operationId)
      const { path, ...written } = write(route, input, { own, token })
      const { accept, ...expected } = expectAnswers(route)
      const header = { ...(accept && { Accept: accept }), ...written.header }
      const url = gatewayUrl() + path
      const request = { ...written, ...expected, url, method: route.method, header, timeoutMs }
      const reply = await queue(() => calls.watch(operationId, () => sendRequest(request)))
      return readReply(operationId, reply)
    },
    tokenUse: (operationId) => tokenUse(routeOf(operationId), own)
  }
}

/** An input that cannot be written fails as everything here does. */
function write(...request: Parameters<typeof writeRequest>): WrittenRequest {
  try {
    return writeRequest(...request)
  } catch (error) {
    throw asFailure(error)
  }
}
