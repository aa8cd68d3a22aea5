/** What environments.yaml means, once it is read: shared by all that use it. */
import { type CorsSettings } from './door/cors'
import { type RouteLimits } from './door/limits-check'
import { type FaultSetting, type LatencySetting } from './mock-model'
import { type Contract } from './model'
import { type Stage } from './stages'

export const SOURCES = ['mock', 'function', 'shadow', 'record'] as const

/**
 * What answers a route: the contract's examples (mock), the function, the examples while the
 * function is called too and compared (shadow), or the function, whose answers become examples
 * (record).
 */
export type Source = (typeof SOURCES)[number]

/** The settings of one route in one environment. */
export interface RouteSettings extends RouteLimits {
  source: Source
  /** Replaces the status on the left by the one on the right. */
  statusMap?: Record<string, number>
  /** These two override the contract's x-mock. */
  latency?: LatencySetting
  fault?: FaultSetting
}

export interface EnvironmentSettings {
  /** The custom domain in the cloud; locally, requests for this host select the environment. */
  domain?: string
  /** Which web pages may call; a mini-program is not a web page. */
  cors: Partial<CorsSettings> & Pick<CorsSettings, 'origins'>
  /** By operationId; has an entry with all settings for every operation of the contract. */
  routes: Record<string, RouteSettings>
}

export type Environments = Record<Stage, EnvironmentSettings>

/** One environment as deployed: its function or the mock answers a route. */
export interface CloudEnvironment {
  name: Stage
  contract: Contract
  settings: EnvironmentSettings
  /** Whether the mock answers any route. */
  hasMocks: boolean
  /** `environments.yaml:line: message`, with the line that sets a route's source. */
  routeProblem(operationId: string, message: string): string
  /** The same with the line of the environment, or of one of its settings. */
  problem(message: string, setting?: string): string
}
