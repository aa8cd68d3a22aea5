import type { Contract } from '../../contract/read/read-contract'
import { settleCors } from '../../contract/door/cors'
import type { EnvironmentName, EnvironmentSettings, Source } from '../../contract/read/environments'
import { readFault, readLatency } from '../../contract/read/mock-settings'
import type { CompiledRoute } from '../types'
import type { SwitchedTable } from './types'

export interface TableParts {
  environment: EnvironmentName
  settings: EnvironmentSettings
  contract: Contract
  /** The contract's. */
  routes: CompiledRoute[]
  /** Answers every route, whatever the settings say. */
  forcedSource?: Source
}

/** One environment's table: the contract's routes with what is set for them. */
export function buildTable(parts: TableParts): SwitchedTable {
  const { environment, settings, contract, forcedSource } = parts
  const routes = parts.routes.map((route) => {
    const own = settings.routes[route.operationId] ?? { source: 'mock' }
    const { latency, fault } = own
    const mock = {
      ...route.mock,
      ...(latency !== undefined && { latency: readLatency(latency) }),
      ...(fault !== undefined && { fault: readFault(fault) })
    }
    return { ...route, mock, settings: own, source: forcedSource ?? own.source }
  })
  const cors = settleCors(settings.cors)
  return { environment, version: 'working', contract, settings, routes, cors }
}
