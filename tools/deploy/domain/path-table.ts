import type { CloudEnvironment } from '../../contract/read/cloud-environment'
import { ContractError, type Operation } from '../../contract/read/read-contract'
import { MOCK } from '../plugin/mock-function'

/** A row of a domain's table: what matches `path` goes to the function of that name. */
export interface PathEntry {
  /** `/session`, `/session/list`, or `/session/*` */
  path: string
  function: string
}

/**
 * The path table of an environment: each path to the function of its first segment, or to the mock.
 * What a domain can match: cloud.tencent.com/document/api/583/111926. It knows no methods and no
 * parameters in the middle, so two operations that it cannot tell apart must have one source: throws
 * a ContractError with their lines. A fixed path is told apart from `/*` as it is longer.
 */
export function makePathTable(environment: CloudEnvironment): PathEntry[] {
  const { operations } = environment.contract
  const targetOf = ({ operationId, function: owner }: Operation) =>
    environment.settings.routes[operationId]?.source === 'mock' ? MOCK : owner
  demandOneTarget(environment, targetOf)

  const table = new Map<string, string>()
  for (const operation of operations) table.set(patternOf(operation.path), targetOf(operation))
  for (const owner of new Set(operations.map((operation) => operation.function))) {
    const own = operations.filter((operation) => operation.function === owner)
    // what no operation has: refused by the function, or by the mock where there is none
    const otherwise = own.some((operation) => targetOf(operation) === owner) ? owner : MOCK
    for (const path of [`/${owner}`, `/${owner}/*`])
      if (!table.has(path)) table.set(path, otherwise)
  }
  return [...table]
    .filter(([path, target]) => isTop(path) || target !== table.get(wildcardOver(path, table)))
    .map(([path, target]) => ({ path, function: target }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The rest of a path from its first parameter on is anything. */
function patternOf(path: string): string {
  const at = path.indexOf('/{')
  return at < 0 ? path : `${path.slice(0, at)}/*`
}

/** `/session` and `/session/*` always have a row. */
function isTop(path: string): boolean {
  return /^\/[^/]*(\/\*)?$/.test(path)
}

/** The longest `/*` that also matches what a path matches. */
function wildcardOver(path: string, table: Map<string, string>): string {
  const over = [...table.keys()].filter(
    (other) => other !== path && other.endsWith('/*') && path.startsWith(other.slice(0, -1))
  )
  return over.sort((a, b) => b.length - a.length)[0] ?? ''
}

function demandOneTarget(
  { contract: { operations }, routeProblem }: CloudEnvironment,
  targetOf: (operation: Operation) => string
): void {
  const problems = operations.flatMap((operation) => {
    const { operationId, method, path } = operation
    const pattern = patternOf(path)
    if (!/^(\/[\w.-]+)+(\/\*)?$/.test(pattern))
      return [routeProblem(operationId, `${path} is no path for a domain's table`)]
    const other = operations.find(
      (one) => patternOf(one.path) === pattern && targetOf(one) !== targetOf(operation)
    )
    if (!other) return []
    const source = (one: Operation) => (targetOf(one) === MOCK ? 'mock' : 'function')
    return [
      routeProblem(
        operationId,
        `${operationId} (${method} ${path}) is ${source(operation)}, but ${other.operationId} ` +
          `(${other.method} ${other.path}) is ${source(other)}: a domain sends all of ${pattern} ` +
          'to one of them'
      )
    ]
  })
  if (problems.length) throw new ContractError(problems)
}
