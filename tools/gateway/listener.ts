import type { IncomingMessage, ServerResponse } from 'node:http'
import { pageHeaders } from './cors'
import type { Lead, Led } from './door'
import { atEndOfTurn } from './end-of-turn'
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

interface Finished {
  call: Call
  reply: Reply
}

/** An HTTP server's listener: a request's way from its last byte to the line in the log. */
export function createListener({ switchboard, lead, log }: ListenerParts) {
  const finishSoon = atEndOfTurn(finishSafely)

  function serve(request: GatewayRequest, outgoing: ServerResponse): void {
    const startedAt = performance.now()
    const table = switchboard.current(request)
    const led = lead(table, request)
    const call = { startedAt, table, request, led, outgoing }
    if (led.reply instanceof Promise) void finishLater(call, led.reply)
    else finishSoon({ call, reply: led.reply })
  }

  async function finishLater(call: Call, reply: Promise<Reply>): Promise<void> {
    const { table, request } = call
    const ready = await reply.catch((error: unknown) => {
      log(`${request.requestId} ${String(error)}`)
      return failure(table, 'SERVER_ERROR', request)
    })
    finishSoon({ call, reply: ready })
  }

  /** A reply that cannot be sent breaks its connection, and nothing else. */
  function finishSafely({ call, reply }: Finished): void {
    try {
      finish(call, reply)
    } catch (error) {
      log(`${call.request.requestId} ${String(error)}`)
      call.outgoing.destroy()
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
