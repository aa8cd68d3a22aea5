import { type CloudEnvironment, ContractError, type Operation } from '../../contract'
import { MOCK } from '../plugin/mock-function'

/** A row of a domain's table: calls that match `path` go to this function. */
interface PathEntry {
  /** `/session`, `/session/list`, or `/session/*` */
  path: string
  function: string
}

/**
 * The path table of an environment: each path goes to the function of its first segment, or to the
 * mock function. A domain matches neither methods nor parameters in the middle of a path, so two
 * operations that it cannot distinguish must have one source; throws a ContractError with their
 * lines otherwise. The longest matching row wins, so a fixed path is distinguished from `/*`.
 * @see https://cloud.tencent.com/document/api/583/111926
 */
export function makePathTable(environment: CloudEnvironment): PathEntry[] {
  const { operations } = environment.contract
  const targetOf = ({ operationId, function: owner }: Operation) =>
    environment.settings.routes[operationId]?.source === 'mock' ? MOCK : owner
  checkTargets(environment, targetOf)

  const table = new Map<string, string>()
  for (const operation of operations) table.set(patternOf(operation.path), targetOf(operation))
  for (const owner of new Set(operations.map((operation) => operation.function))) {
    const own = operations.filter((operation) => operation.function === owner)
    // paths without an operation get their 404 from the function, or from the mock without one
    const fallback = own.some((operation) => targetOf(operation) === owner) ? owner : MOCK
    for (const path of [`/${owner}`, `/${owner}/*`]) if (!table.has(path)) table.set(path, fallback)
  }
  return [...table]
    .filter(([path, target]) => isTop(path) || target !== table.get(wildcardOver(path, table)))
    .map(([path, target]) => ({ path, function: target }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** A domain's pattern for a path; from its first parameter on, it matches anything. */
function patternOf(path: string): string {
  const at = path.indexOf('/{')
  return at < 0 ? path : `${path.slice(0, at)}/*`
}

/** `/session` and `/session/*` always have a row. */
function isTop(path: string): boolean {
  return /^\/[^/]*(\/\*)?$/.test(path)
}

/** The longest `/*` row that also matches this path. */
function wildcardOver(path: string, table: Map<string, string>): string {
  const matching = [...table.keys()].filter(
    (other) => other !== path && other.endsWith('/*') && path.startsWith(other.slice(0, -1))
  )
  return matching.sort((a, b) => b.length - a.length)[0] ?? ''
}

function checkTargets(
  { contract: { operations }, routeProblem }: CloudEnvironment,
  targetOf: (operation: Operation) => string
): void {
  const problems = operations.flatMap((operation) => {
    const { operationId, method, path } = operation
    const pattern = patternOf(path)
    if (!/^(\/[\w.-]+)+(\/\*)?$/.test(pattern))
      return [routeProblem(operationId, `a domain's table cannot have the path ${path}`)]
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
