import type {
  EnvironmentName,
  EnvironmentSettings,
  RouteSettings
} from '../../contract/read/environments'
import type { GatewayRoute, Table } from '../types'

export interface SwitchedRoute extends GatewayRoute {
  settings: RouteSettings
}

/** One environment in force. */
export interface SwitchedTable extends Table<SwitchedRoute> {
  environment: EnvironmentName
  /** As written; a route's source may be forced to another one. */
  settings: EnvironmentSettings
  /** Of the published bundles; undefined where the working files are served. */
  functions?: Record<string, string>
  /** Why nothing can be served: each call is refused with it. */
  problem?: { code: 'INVALID_REQUEST' | 'SERVER_MISCONFIGURED'; message: string }
}
