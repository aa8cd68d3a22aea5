// Moved; here until its importers have moved, too.
import { checkSchema } from '../check/check-schema'
import { environmentsSchema } from '../check/environments-schema'
import { readEnvironments as read } from '../environments/read-environments'
import { type Environments } from '../model'
import { readYamlFile } from './yaml-file'

export { STAGES as ENVIRONMENT_NAMES, type Stage as EnvironmentName } from '../stages'
export * from '../model'
export type { RateLimit } from '../door/rate-limiter'

export function readEnvironments(file: string, operationIds: string[]): Environments {
  const yaml = readYamlFile(file)
  checkSchema(yaml, environmentsSchema)
  return read(yaml, operationIds)
}
