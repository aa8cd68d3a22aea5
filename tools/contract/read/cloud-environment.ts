// Moved; here until its importers have moved, too.
import path from 'node:path'
import { readCloudEnvironment as read } from '../environments/cloud-environment'
import { type CloudEnvironment } from '../model'
import { type Stage } from '../stages'
import { readEnvironments } from './environments'
import { readContract } from './read-contract'
import { readYamlFile } from './yaml-file'

export type { CloudEnvironment } from '../model'

export function readCloudEnvironment(folder: string, name: Stage): CloudEnvironment {
  const contract = readContract(path.join(folder, 'openapi.yaml'))
  const operationIds = contract.operations.map(({ operationId }) => operationId)
  const file = path.join(folder, 'environments.yaml')
  const settings = readEnvironments(file, operationIds)[name]
  return read(readYamlFile(file), name, contract, settings)
}
