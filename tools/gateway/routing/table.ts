import { type CorsSettings, settleCors } from '../../contract/door/cors'
import { makeRoute } from '../../contract/door/make-route'
import { type Route } from '../../contract/door/request-check'
import {
  type EnvironmentSettings,
  type RouteSettings,
  type Source
} from '../../contract/environment-model'
import { type Contract, type Validators } from '../../contract/model'
import { type Stage } from '../../contract/stages'

/** One operation of the contract, with its validators. */
export interface ContractRoute extends Route {
  /** The first segment of the path. */
  function: string
}

/** A route as one environment has it. */
export interface GatewayRoute extends ContractRoute {
  /** What answers; differs from the settings' source where the gateway forces another. */
  source: Source
  settings: RouteSettings
}

/** One environment in force: never changed, only replaced. */
export interface RoutingTable {
  environment: Stage
  /** The number of the published version, or `working`: the files as they are. */
  version: string
  contract: Contract
  /** As written. */
  settings: EnvironmentSettings
  routes: GatewayRoute[]
  cors: CorsSettings
  /** Why nothing can be served; every call is refused with it. */
  problem?: { code: 'INVALID_REQUEST' | 'SERVER_MISCONFIGURED'; message: string }
}

export function makeRoutes(
  { operations, securitySchemes }: Pick<Contract, 'operations' | 'securitySchemes'>,
  validators: Validators
): ContractRoute[] {
  return operations.map((operation) => ({
    ...makeRoute(operation.operationId, operation, validators, securitySchemes),
    function: operation.function
  }))
}

interface TableParts {
  environment: Stage
  settings: EnvironmentSettings
  contract: Contract
  routes: ContractRoute[]
  /** Answers every route, whatever the settings say. */
  forcedSource?: Source
}

/** The contract's routes with an environment's settings. */
export function buildTable(parts: TableParts): RoutingTable {
  const { environment, settings, contract, forcedSource } = parts
  const routes = parts.routes.map((route): GatewayRoute => {
    const own = settings.routes[route.operationId] ?? { source: 'mock' }
    return { ...route, settings: own, source: forcedSource ?? own.source }
  })
  const cors = settleCors(settings.cors)
  return { environment, version: 'working', contract, settings, routes, cors }
}
