import { findRoute, methodsOf } from '../../contract/door/find-route'
import { checkRequest } from '../../contract/door/request-check'
import { answerPreflight } from '../server/cors'
import { failure } from '../server/failure'
import { type GatewayRequest } from '../server/incoming'
import { type GatewayReply } from '../server/outgoing'
import { type CallFunction } from './call-function'
import { type GatewayRoute, type RoutingTable } from './table'

/** Pages that a server has besides the contract's routes. */
export interface OwnPages {
  /** undefined for a path that is not theirs. */
  handle(request: GatewayRequest): Promise<GatewayReply> | undefined
}

/** Answers a call whose route is known. */
export type AnswerRoute = (
  table: RoutingTable,
  route: GatewayRoute,
  request: GatewayRequest
) => Promise<GatewayReply>

interface DoorParts {
  /** Asked in this order, before the contract's routes. */
  pages: OwnPages[]
  answer: AnswerRoute
  /** Shown at `/` where the contract has no such path. */
  home?: () => GatewayReply
  /** Left out: there are no functions, so the contract alone decides what exists. */
  callFunction?: CallFunction
}

/** Decides what answers a request. */
export type Door = (table: RoutingTable, request: GatewayRequest) => Destination

export interface Destination {
  route?: GatewayRoute
  /** One of the gateway's own pages: it is not logged, and no foreign page may read it. */
  isOwn: boolean
  reply: Promise<GatewayReply>
}

export function createDoor({ pages, answer, home, callFunction }: DoorParts): Door {
  return (table, request) => {
    for (const { handle } of pages) {
      const page = handle(request)
      if (page) return { isOwn: true, reply: page }
    }
    const inside = withoutBase(table, request)
    const route = findRoute(table.routes, request.method, inside.path)?.route
    if (route) return { route, isOwn: false, reply: answer(table, route, inside) }
    if (home && request.method === 'GET' && request.path === '/')
      return { isOwn: true, reply: Promise.resolve(home()) }
    return { isOwn: false, reply: answerNoRoute(table, inside) }
  }

  async function answerNoRoute(table: RoutingTable, request: GatewayRequest) {
    const methods = methodsOf(table.routes, request.path)
    const preflight = answerPreflight(table.cors, methods, request)
    if (preflight) return preflight
    const owner = findOwner(table, request.path)
    return owner && callFunction ? callFunction(owner, request) : refuse(table, request)
  }
}

/** The request below the path of one of the contract's servers, where no route has its whole path. */
function withoutBase({ contract, routes }: RoutingTable, request: GatewayRequest): GatewayRequest {
  const { path } = request
  const isRoute = (inside: string) => methodsOf(routes, inside).length > 0
  if (!contract.basePaths.length || isRoute(path)) return request
  const base = contract.basePaths.find(
    (each) => path.startsWith(`${each}/`) && isRoute(path.slice(each.length))
  )
  if (base === undefined) return request
  return { ...request, path: path.slice(base.length) }
}

/** As on a custom domain, a path belongs to its function, which refuses what it does not have. */
function findOwner({ routes }: RoutingTable, path: string): string | undefined {
  const segment = path.split('/')[1]
  const owned = routes.filter((route) => route.function === segment)
  return owned.some(({ source }) => source === 'mock') ? undefined : owned[0]?.function
}

function refuse(table: RoutingTable, request: GatewayRequest): GatewayReply {
  const checked = checkRequest(table.routes, request)
  const refusal = 'refusal' in checked ? checked.refusal : { code: 'NOT_FOUND' as const }
  return failure(table, refusal.code, request, refusal)
}
