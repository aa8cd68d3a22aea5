import { checkRequest, matchPath } from '../contract/door/request-check'
import type { CallFunction } from './call-function'
import { answerPreflight } from './cors'
import { failure } from './failure'
import type { GatewayRequest, GatewayRoute, Reply, Switchboard, Table } from './types'

export interface DoorParts {
  switchboard: Pick<Switchboard, 'answer' | 'admin'>
  callFunction: CallFunction
  /** The mini-program in a browser; undefined for a path that is not its own. */
  preview?: { handle(request: GatewayRequest): Promise<Reply> | undefined }
}

/** Leads a call to what answers it. Never throws: what does is a rejected reply. */
export type Lead = (table: Table, request: GatewayRequest) => Led

export interface Led {
  reply: Reply | Promise<Reply>
  route?: GatewayRoute
  /** A page of the gateway's own: it is not logged, and no foreign page may read it. */
  isOwn: boolean
}

export function createDoor({ switchboard, callFunction, preview }: DoorParts): Lead {
  function find(table: Table, request: GatewayRequest): Led {
    const { path } = request
    // the console and its calls; no function has such a name
    if (path.startsWith('/_gateway') || path.startsWith('/docs')) {
      const own = switchboard.admin(request)
      if (own) return { reply: own, isOwn: true }
    }
    const page = path.startsWith('/preview') ? preview?.handle(request) : undefined
    if (page) return { reply: page, isOwn: true }
    const route = findRoute(table, request)
    if (route) return { reply: switchboard.answer(table, route, request), route, isOwn: false }
    const reply = answerPreflight(table.cors, methodsOf(table, path), request)
    if (reply) return { reply, isOwn: false }
    const owner = findOwner(table, path)
    return { reply: owner ? callFunction(owner, request) : refuse(table, request), isOwn: false }
  }

  return (table, request) => {
    try {
      return find(table, request)
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error))
      return { reply: Promise.reject(cause), isOwn: false }
    }
  }
}

/** A fixed path goes before one with a parameter, whatever their order in the contract. */
function findRoute({ routes }: Table, { method, path }: GatewayRequest): GatewayRoute | undefined {
  return (
    routes.find((route) => route.path === path && route.method === method) ??
    routes.find((route) => route.method === method && matchPath(route.path, path))
  )
}

function methodsOf({ routes }: Table, path: string): string[] {
  const exact = routes.filter((route) => route.path === path)
  const here = exact.length ? exact : routes.filter((route) => matchPath(route.path, path))
  return here.map(({ method }) => method)
}

/** As a custom domain does: a path leads to its function, which refuses what it does not know. */
function findOwner({ routes }: Table, path: string): string | undefined {
  const segment = path.split('/')[1]
  const owned = routes.filter((route) => route.function === segment)
  return owned.some(({ source }) => source === 'mock') ? undefined : owned[0]?.function
}

function refuse(table: Table, request: GatewayRequest): Reply {
  const checked = checkRequest(table.routes, request)
  const refusal = 'refusal' in checked ? checked.refusal : { code: 'NOT_FOUND' as const }
  return failure(table, refusal.code, request, refusal)
}
