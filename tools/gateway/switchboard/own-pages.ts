import { showPage } from '../console'
import { json } from '../failure'
import type { GatewayRequest, Reply, Table } from '../types'
import { isForeign } from './foreign'

/** `keys`: what the path's groups have caught. Throws an Error for a person. */
type Act = (keys: string[], request: GatewayRequest) => Reply
export type OwnAct = [method: string, path: RegExp, act: Act]

/**
 * Answers at the addresses that are the gateway's own: its pages, and what they and scripts may ask;
 * undefined for other paths. `changed` is told of each act that is more than a look.
 */
export function createOwnPages(acts: OwnAct[], changed: () => void) {
  function run(act: Act, keys: string[], request: GatewayRequest): Reply {
    try {
      const reply = act(keys, request)
      if (request.method !== 'GET') changed()
      return reply
    } catch (error) {
      return refuse(request, 400, 'INVALID_REQUEST', (error as Error).message)
    }
  }

  return (request: GatewayRequest, table: () => Table): Reply | Promise<Reply> | undefined => {
    const { path, method } = request
    if (!/^\/(_gateway|docs)(\/|$)/.test(path)) return undefined
    if (isForeign(request))
      return refuse(request, 403, 'FOREIGN_ORIGIN', 'only pages of this gateway may ask this')
    const here = acts.filter(([, pattern]) => pattern.test(path))
    const found = here.find(([wanted]) => wanted === method)
    if (found) return run(found[2], found[1].exec(path)?.slice(1) ?? [], request)
    const page = /^(GET|HEAD)$/.test(method) ? showPage(request, table()) : undefined
    if (page) return page
    const allow = here.map(([wanted]) => wanted).join(', ')
    return allow
      ? { ...refuse(request, 405, 'METHOD_NOT_ALLOWED', `wanted ${allow}`), headers: { allow } }
      : refuse(request, 404, 'NOT_FOUND', 'There is nothing at this address')
  }
}

function refuse(
  { requestId }: GatewayRequest,
  status: number,
  code: string,
  message: string
): Reply {
  return json(status, { code, message, requestId })
}
