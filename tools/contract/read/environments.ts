import { createRequire } from 'node:module'
import { ContractError } from './contract-error'
import { environmentsSchema, SOURCES } from './environments-schema'
import { readLatency, type FaultSetting, type LatencySetting } from './mock-settings'
import { environments as isValid } from '../../../gateway-config/generated/checked'
import type * as SchemaProblem from '../check/schema-problem'
import { readYamlFile } from './yaml-file'

export { SOURCES }
export const ENVIRONMENT_NAMES = ['test', 'prepub', 'release'] as const
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number]

/**
 * What answers a route: the contract's examples; the function; the examples while the function is
 * asked on the side (shadow); the function, whose answer becomes an example (record).
 */
export type Source = (typeof SOURCES)[number]

/** More calls are answered 429 until the second or minute is over. */
export interface RateLimit {
  count: number
  per: 'second' | 'minute'
  /** Who is counted; without a token it is the address. */
  by: 'address' | 'token'
}

/** What holds for one route in one environment. */
export interface RouteSettings {
  source: Source
  rateLimit?: RateLimit
  maxBodyBytes?: number
  /** Of all request headers together. */
  maxHeaderBytes?: number
  /** By the status that an answer has: the one that goes out. */
  statusMap?: Record<string, number>
  /** In the place of what the contract's x-mock says. */
  latency?: LatencySetting
  fault?: FaultSetting
}

export interface EnvironmentSettings {
  /** The custom domain in the cloud; locally it chooses the environment, too. */
  domain?: string
  /** The web pages that may call; a mini-program is no web page. */
  cors: { origins: string[]; headers?: string[]; maxAgeSeconds?: number }
  /** By operationId; every operation of the contract has its entry, whole. */
  routes: Record<string, RouteSettings>
}

export type Environments = Record<EnvironmentName, EnvironmentSettings>

type WrittenEnvironment = RouteSettings &
  Partial<Omit<EnvironmentSettings, 'routes'>> & {
    routes?: Record<string, Partial<RouteSettings>>
  }

type Written = Record<EnvironmentName, WrittenEnvironment>

const load = createRequire(__filename)

/**
 * Reads the settings of the contract's operations in each environment. Throws a ContractError with
 * `file:line: what is wrong` for what the schema or the contract does not know.
 */
export function readEnvironments(file: string, operationIds: string[]): Environments {
  const yaml = readYamlFile(file)
  if (!isValid(yaml.value)) {
    const { schemaProblem } = load('../check/schema-problem') as typeof SchemaProblem
    const { path, message } = schemaProblem(environmentsSchema, yaml.value)
    throw new ContractError([yaml.problem(path, message)])
  }
  const written = yaml.value as Written
  const unknown = ENVIRONMENT_NAMES.flatMap((name) =>
    Object.keys(written[name].routes ?? {})
      .filter((operationId) => !operationIds.includes(operationId))
      .map((operationId) => [name, 'routes', operationId])
  )
  const message = `the contract has no such operation; it has ${operationIds.join(', ')}`
  const problems = unknown.map((path) => yaml.problem(path, `${path.at(-1)}: ${message}`))
  for (const name of ENVIRONMENT_NAMES) {
    const { latency, domain, routes = {} } = written[name]
    const owner = ENVIRONMENT_NAMES.find((other) => domain && written[other].domain === domain)
    if (owner && owner !== name)
      problems.push(yaml.problem([name, 'domain'], `${owner} has this domain already`))
    const refuse = (path: string[]) =>
      problems.push(yaml.problem([name, ...path], 'latency: the p99 is below the p50'))
    if (isUpsideDown(latency)) refuse(['latency'])
    for (const [operationId, route] of Object.entries(routes))
      if (isUpsideDown(route.latency)) refuse(['routes', operationId, 'latency'])
  }
  if (problems.length) throw new ContractError(problems)
  return settleAll(written, operationIds)
}

function settleAll(written: Written, operationIds: string[]): Environments {
  return {
    test: settle(written.test, operationIds),
    prepub: settle(written.prepub, operationIds),
    release: settle(written.release, operationIds)
  }
}

function isUpsideDown(latency: LatencySetting | undefined): boolean {
  if (latency === undefined) return false
  const { p50, p99 } = readLatency(latency)
  return p99 < p50
}

/** A route has what is set for its environment, but for what is set for itself. */
function settle(written: WrittenEnvironment, operationIds: string[]): EnvironmentSettings {
  const { domain, cors = { origins: [] }, routes = {}, ...ofAll } = written
  const settled = operationIds.map((id) => [id, { ...ofAll, ...routes[id] }] as const)
  return { ...(domain && { domain }), cors, routes: Object.fromEntries(settled) }
}
