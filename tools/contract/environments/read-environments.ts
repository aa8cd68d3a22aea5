import {
  type Environments,
  type EnvironmentSettings,
  type RouteSettings
} from '../environment-model'
import { latencyProblem } from '../mock-model'
import { ContractError, type YamlFile } from '../read/yaml-file'
import { byStage, type Stage, STAGES } from '../stages'

/** environments.yaml as written: what is set for an environment holds for all its routes. */
export type WrittenEnvironments = Record<Stage, WrittenEnvironment>

type WrittenEnvironment = RouteSettings &
  Partial<Omit<EnvironmentSettings, 'routes'>> & {
    routes?: Record<string, Partial<RouteSettings>>
  }

/**
 * The settings of the contract's operations in each environment, from a file that is valid by its
 * schema. Throws ContractError.
 */
export function readEnvironments(yaml: YamlFile, operationIds: string[]): Environments {
  const written = yaml.value as WrittenEnvironments
  const problems = STAGES.flatMap((stage) => [
    ...unknownOperations(yaml, stage, operationIds),
    ...takenDomain(yaml, stage),
    ...wrongLatencies(yaml, stage)
  ])
  if (problems.length) throw new ContractError(problems)
  return byStage((stage) => settle(written[stage], operationIds))
}

function unknownOperations(yaml: YamlFile, stage: Stage, operationIds: string[]): string[] {
  const { routes = {} } = (yaml.value as WrittenEnvironments)[stage]
  return Object.keys(routes)
    .filter((operationId) => !operationIds.includes(operationId))
    .map((operationId) =>
      yaml.problem(
        [stage, 'routes', operationId],
        `${operationId}: the contract has no such operation; it has ${operationIds.join(', ')}`
      )
    )
}

/** A domain selects one environment, so it belongs to the first one that has it. */
function takenDomain(yaml: YamlFile, stage: Stage): string[] {
  const written = yaml.value as WrittenEnvironments
  const { domain } = written[stage]
  const owner = STAGES.find((other) => domain && written[other].domain === domain)
  if (!owner || owner === stage) return []
  return [yaml.problem([stage, 'domain'], `${owner} already has this domain`)]
}

function wrongLatencies(yaml: YamlFile, stage: Stage): string[] {
  const { latency, routes = {} } = (yaml.value as WrittenEnvironments)[stage]
  const places = [
    [[], latency] as const,
    ...Object.entries(routes).map(([id, route]) => [['routes', id], route.latency] as const)
  ]
  return places.flatMap(([path, setting]) => {
    const problem = latencyProblem(setting)
    return problem ? [yaml.problem([stage, ...path, 'latency'], problem)] : []
  })
}

/** A route's own settings override those of its environment. */
function settle(written: WrittenEnvironment, operationIds: string[]): EnvironmentSettings {
  const { domain, cors = { origins: [] }, routes = {}, ...ofAll } = written
  const settled = operationIds.map((id) => [id, { ...ofAll, ...routes[id] }] as const)
  return { ...(domain && { domain }), cors, routes: Object.fromEntries(settled) }
}
