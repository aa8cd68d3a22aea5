import type { Report } from '../read/read-contract'
import { METHOD_NAMES, type OpenApi, type OperationNode } from '../read/document'

/** OpenAPI allows them, but neither a gateway nor a function here would answer. */
const UNSERVED = ['options', 'head', 'trace']

/** Each operation has a name of its own, and a method that is served. */
export function checkOperations(paths: OpenApi['paths'], report: Report): void {
  const owners = new Map<string, string>()
  for (const [path, item] of Object.entries(paths))
    for (const [method, node] of Object.entries(item) as [string, OperationNode | null][]) {
      const { operationId } = node ?? {}
      const here = `${method.toUpperCase()} ${path}`
      if (UNSERVED.includes(method))
        report(['paths', path, method], `${here}: served are ${METHOD_NAMES.join(', ')}`)
      if (operationId === undefined) continue
      const owner = owners.get(operationId)
      if (owner)
        report(
          ['paths', path, method, 'operationId'],
          `${operationId} is the name of ${owner} already`
        )
      owners.set(operationId, here)
    }
}
