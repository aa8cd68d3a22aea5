import { type IncomingMessage, type ServerResponse } from 'node:http'
import { describePath } from '../../contract/door/find-route'
import { type Destination, type Door } from '../routing/door'
import { type RoutingTable } from '../routing/table'
import { pageHeaders } from './cors'
import { failure } from './failure'
import { callLine, type FinishedCall } from './finished-call'
import { type GatewayRequest, readRequest } from './incoming'
import { type GatewayReply, sendReply } from './outgoing'

/** What a server takes its tables from, and reports each call to. */
export interface CallDesk {
  /** The table in force for a request: read once per request, never throws. */
  current(request: Pick<GatewayRequest, 'headers'>): RoutingTable
  /** Gets each finished call, except those of the gateway's own pages. */
  note(call: FinishedCall): void
}

export interface ListenerParts {
  desk: CallDesk
  door: Door
  log(line: string): void
}

/** An HTTP server's listener: a request's way from its last byte to its line in the log. */
export function createListener({ desk, door, log }: ListenerParts) {
  async function serve(request: GatewayRequest, outgoing: ServerResponse): Promise<void> {
    const startedAt = performance.now()
    const { requestId, headers } = request
    const table = desk.current(request)
    const destination = door(table, request)
    const reply = await destination.reply.catch((error: unknown) => {
      log(`${requestId} ${String(error)}`)
      return failure(table, 'SERVER_ERROR', request)
    })
    const cors = destination.isOwn ? undefined : pageHeaders(table.cors, headers.origin)
    try {
      sendReply(outgoing, reply, { requestId, environment: table.environment, cors })
    } catch (error) {
      // a reply that cannot be sent breaks its own connection and nothing else
      log(`${requestId} ${String(error)}`)
      outgoing.destroy()
      return
    }
    if (destination.isOwn) return
    const call = describeCall(table, request, destination, reply, startedAt)
    log(callLine(call))
    desk.note(call)
  }

  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming).catch(() => undefined)
    // undefined: the sender has gone away
    if (!request) return
    // what nobody has caught must not end the gateway
    await serve(request, outgoing).catch((error: unknown) => {
      log(`${request.requestId} ${String(error)}`)
      outgoing.destroy()
    })
  }
}

function describeCall(
  { environment, routes }: RoutingTable,
  { requestId, method, path }: GatewayRequest,
  { route }: Destination,
  { status, source, fault }: GatewayReply,
  startedAt: number
): FinishedCall {
  return {
    at: new Date(),
    requestId,
    environment,
    operationId: route?.operationId,
    method,
    path: route?.path ?? describePath(routes, path),
    ...(fault !== 'close' && { status }),
    ms: performance.now() - startedAt,
    source
  }
}
