import { type CloudEnvironment, type EnvironmentSettings } from '../environment-model'
import { type Contract } from '../model'
import { ContractError, type YamlFile } from '../read/yaml-file'
import { type Stage } from '../stages'
import { type WrittenEnvironments } from './read-environments'

/**
 * One environment of environments.yaml as it can be deployed. Throws a ContractError for routes that
 * shadow or record: both need the local gateway between client and function.
 */
export function readCloudEnvironment(
  yaml: YamlFile,
  name: Stage,
  contract: Contract,
  settings: EnvironmentSettings
): CloudEnvironment {
  const { routes: written } = (yaml.value as WrittenEnvironments)[name]
  const problemAt = (keys: string[], message: string) => yaml.problem([name, ...keys], message)
  const routeProblem = (operationId: string, message: string) => {
    const isOwn = 'source' in (written?.[operationId] ?? {})
    return problemAt(isOwn ? ['routes', operationId, 'source'] : ['source'], message)
  }
  const sources = Object.entries(settings.routes).map(([id, { source }]) => [id, source] as const)
  const problems = sources
    .filter(([, source]) => source !== 'mock' && source !== 'function')
    .map(([operationId, source]) =>
      routeProblem(
        operationId,
        `${operationId}: ${source} is for a laptop; deployed routes are mock or function`
      )
    )
  if (problems.length) throw new ContractError(problems)
  return {
    name,
    contract,
    settings,
    hasMocks: sources.some(([, source]) => source === 'mock'),
    routeProblem,
    problem: (message, setting) => problemAt(setting ? [setting] : [], message)
  }
}
