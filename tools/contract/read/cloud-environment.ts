import path from 'node:path'
import { ContractError, readContract, type Contract } from './read-contract'
import { readEnvironments, type EnvironmentName, type EnvironmentSettings } from './environments'
import { readYamlFile } from './yaml-file'

/** One environment as the cloud serves it: a route is answered by its function, or by the mock. */
export interface CloudEnvironment {
  name: EnvironmentName
  contract: Contract
  settings: EnvironmentSettings
  /** Whether any route is answered by the mock. */
  hasMocks: boolean
  /** `environments.yaml:line: message`, with the line that sets a route's source. */
  routeProblem(operationId: string, message: string): string
  /** The same with the environment's line, or that of one of its settings. */
  problem(message: string, setting?: string): string
}

/**
 * Reads the contract and one environment's settings out of `folder`. Throws a ContractError with
 * file and line for what is wrong, and for a route that shadows or records: both keep a laptop's
 * gateway between client and function, which the cloud has not.
 */
export function readCloudEnvironment(folder: string, name: EnvironmentName): CloudEnvironment {
  const contract = readContract(path.join(folder, 'openapi.yaml'))
  const operationIds = contract.operations.map(({ operationId }) => operationId)
  const file = path.join(folder, 'environments.yaml')
  const settings = readEnvironments(file, operationIds)[name]
  const yaml = readYamlFile(file)
  const written = yaml.value as Record<EnvironmentName, { routes?: Record<string, object> }>

  const problemAt = (keys: string[], message: string) => yaml.problem([name, ...keys], message)
  const routeProblem = (operationId: string, message: string) => {
    const isOwn = 'source' in (written[name].routes?.[operationId] ?? {})
    return problemAt(isOwn ? ['routes', operationId, 'source'] : ['source'], message)
  }

  const problems = Object.entries(settings.routes).flatMap(([operationId, { source }]) =>
    source === 'mock' || source === 'function'
      ? []
      : [
          routeProblem(
            operationId,
            `${operationId}: ${source} is for a laptop; in the cloud a route is mock or function`
          )
        ]
  )
  if (problems.length) throw new ContractError(problems)
  return {
    name,
    contract,
    settings,
    hasMocks: Object.values(settings.routes).some(({ source }) => source === 'mock'),
    routeProblem,
    problem: (message, setting) => problemAt(setting ? [setting] : [], message)
  }
}
