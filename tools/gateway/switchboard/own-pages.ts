import { showPage } from '../console'
import { type OwnPages } from '../routing/door'
import { type RoutingTable } from '../routing/table'
import { json } from '../server/failure'
import { type GatewayRequest } from '../server/incoming'
import { type GatewayReply } from '../server/outgoing'
import { isForeign } from './is-foreign'

/** `groups`: what the path's groups matched. Throws an Error with a message for people. */
type Run = (groups: string[], request: GatewayRequest) => GatewayReply | Promise<GatewayReply>
export type AdminCall = [method: string, path: RegExp, run: Run]

interface OwnPagesParts {
  calls: AdminCall[]
  current(request: GatewayRequest): RoutingTable
  /** Called after each call that has changed something. */
  changed(): void
}

/** The gateway's own addresses: its pages, and the calls that pages and scripts make. */
export function createOwnPages({ calls, current, changed }: OwnPagesParts): OwnPages {
  let lastChange: Promise<unknown> = Promise.resolve()

  async function answer(request: GatewayRequest): Promise<GatewayReply> {
    const { path, method } = request
    if (isForeign(request))
      return refuse(request, 403, 'FOREIGN_ORIGIN', 'only pages of this gateway may call this')
    const here = calls.filter(([, pattern]) => pattern.test(path))
    const found = here.find(([known]) => known === method)
    if (found) return method === 'GET' ? run(found, request) : runInTurn(found, request)
    const page = /^(GET|HEAD)$/.test(method) && (await showPage(path, current(request)))
    if (page) return page
    const allow = here.map(([known]) => known).join(', ')
    return allow
      ? { ...refuse(request, 405, 'METHOD_NOT_ALLOWED', `use ${allow}`), headers: { allow } }
      : refuse(request, 404, 'NOT_FOUND', 'There is nothing at this address')
  }

  /** Two changes at once would both start from the same files. */
  function runInTurn(call: AdminCall, request: GatewayRequest): Promise<GatewayReply> {
    const done = lastChange.then(async () => {
      const reply = await run(call, request)
      if (reply.status < 400) changed()
      return reply
    })
    lastChange = done
    return done
  }

  return {
    handle: (request) =>
      /^\/(_gateway|docs)(\/|$)/.test(request.path) ? answer(request) : undefined
  }
}

async function run([, pattern, act]: AdminCall, request: GatewayRequest): Promise<GatewayReply> {
  try {
    return await act(pattern.exec(request.path)?.slice(1) ?? [], request)
  } catch (error) {
    return refuse(request, 400, 'INVALID_REQUEST', (error as Error).message)
  }
}

function refuse(
  { requestId }: GatewayRequest,
  status: number,
  code: string,
  message: string
): GatewayReply {
  return json(status, { code, message, requestId })
}
