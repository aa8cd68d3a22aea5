import type { IncomingMessage, ServerResponse } from 'node:http'
import { pageHeaders } from './cors'
import type { Lead, Led } from './door'
import { failure } from './failure'
import { callLine, describeCall } from './finish'
import { readRequest } from './incoming'
import { sendReply } from './outgoing'
import type { GatewayRequest, Reply, Switchboard, Table } from './types'

export interface ListenerParts {
  switchboard: Pick<Switchboard, 'current' | 'note'>
  lead: Lead
  log(line: string): void
}

interface Call {
  startedAt: number
  table: Table
  request: GatewayRequest
  led: Led
  outgoing: ServerResponse
}

/** An HTTP server's listener: a request's way from its last byte to the line in the log. */
export function createListener({ switchboard, lead, log }: ListenerParts) {
  function serve(request: GatewayRequest, outgoing: ServerResponse): void {
    const startedAt = performance.now()
    const table = switchboard.current(request)
    const led = lead(table, request)
    const call = { startedAt, table, request, led, outgoing }
    if (led.reply instanceof Promise) void finishLater(call, led.reply)
    else finish(call, led.reply)
  }

  async function finishLater(call: Call, reply: Promise<Reply>): Promise<void> {
    const { table, request, outgoing } = call
    try {
      finish(call, await reply.catch((error: unknown) => fail(error)))
    } catch (error) {
      log(`${request.requestId} ${String(error)}`)
      outgoing.destroy()
    }

    function fail(error: unknown): Reply {
      log(`${request.requestId} ${String(error)}`)
      return failure(table, 'SERVER_ERROR', request)
    }
  }

  function finish({ startedAt, table, request, led, outgoing }: Call, reply: Reply): void {
    const { route, isOwn } = led
    const cors = isOwn ? undefined : pageHeaders(table.cors, request.headers.origin)
    sendReply(outgoing, reply, {
      requestId: request.requestId,
      environment: table.environment,
      cors
    })
    if (isOwn) return
    const call = describeCall(table, request, route, reply, startedAt)
    log(callLine(call))
    switchboard.note(call)
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse) =>
    readRequest(incoming, (request) => serve(request, outgoing))
}
