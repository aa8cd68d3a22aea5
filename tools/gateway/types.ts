import type { Readable } from 'node:stream'
import type { Contract } from '../contract/read/read-contract'
import type { CorsSettings } from '../contract/door/cors'
import type { Source } from '../contract/read/environments'
import type { HttpRequest, Route } from '../contract/door/request-check'
import type { MockPlan } from './mock/plan'

export type GatewayRequest = HttpRequest & { requestId: string; remoteAddress: string }

export interface Reply {
  status: number
  /** Names in lower case. */
  headers: Record<string, string | string[]>
  body: string | Uint8Array | Readable
  /** Goes into X-Gateway-Source and the log: `mock:loggedIn`, `function:login#3f2a warm`, `gateway`. */
  source: string
  /** The connection breaks: before the first byte, or in the middle of the body. */
  fault?: 'close' | 'truncate'
}

/** One operation of the contract, compiled. */
export interface CompiledRoute extends Route {
  /** The first segment of the path. */
  function: string
  mock: MockPlan
}

/** A route as one environment has it. */
export interface GatewayRoute extends CompiledRoute {
  source: Source
}

/** One environment as it is in force for a request: never changed, only replaced. */
export interface Table<R extends GatewayRoute = GatewayRoute> {
  environment: string
  version: string
  contract: Contract
  routes: R[]
  cors: CorsSettings
}

/** What a log may know of a call: never a body, a query, a header or a path's values. */
export interface FinishedCall {
  at: Date
  requestId: string
  environment: string
  operationId?: string
  method: string
  /** The contract's template; for other paths the path with its long segments cut. */
  path: string
  /** undefined where the connection was closed without one. */
  status?: number
  ms: number
  source: string
}

/** Decides what answers. */
export interface Switchboard {
  /** Read once a request; swapped atomically. Never throws. */
  current(request: Pick<GatewayRequest, 'headers'>): Table
  /** Answers a call whose route is known, by the route's source. */
  answer(table: Table, route: GatewayRoute, request: GatewayRequest): Reply | Promise<Reply>
  /** Answers its own pages; undefined for all other paths. A body may be a stream without an end. */
  admin(request: GatewayRequest): Reply | Promise<Reply> | undefined
  /** Told of each finished call; not of the pages' own. */
  note(call: FinishedCall): void
  stop(): void
}

/** Answers as production would check it, from examples or from a function. */
export type Answerer = (
  table: Table,
  route: GatewayRoute,
  request: GatewayRequest
) => Reply | Promise<Reply>
