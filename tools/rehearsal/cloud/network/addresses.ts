import { type State } from '../state'
import { type DomainPath } from '../stored'

/** Where a request to a public address goes. */
interface Target {
  functionName: string
  qualifier: string
  path: string
}

/**
 * Finds the function behind a function URL or a path of a custom domain; undefined when there is
 * none.
 */
export function findTarget(
  { functions, domains }: State,
  host: string,
  path: string
): Target | undefined {
  for (const { name, triggers } of functions.values())
    for (const { Type, TriggerDesc, Enable, Qualifier } of triggers)
      if (Type === 'http' && Enable && TriggerDesc.includes(`"https://${host}"`))
        return { functionName: name, qualifier: Qualifier, path }
  const matching = (domains.get(host)?.EndpointsConfig ?? [])
    .filter(({ PathMatch }) => matches(PathMatch, path))
    // the most specific path wins, whatever their order in the table
    .sort((a, b) => b.PathMatch.length - a.PathMatch.length)
  return matching[0] && targetOf(matching[0], path)
}

export function isPublicAddress({ domains }: State, host: string): boolean {
  return host.endsWith('.tencentscf.com') || domains.has(host)
}

function targetOf({ FunctionName, Qualifier, PathRewrite = [] }: DomainPath, path: string): Target {
  const rule = PathRewrite.find(({ Path }) => matches(Path, path))
  return {
    functionName: FunctionName,
    qualifier: Qualifier,
    path: rule ? rewrite(rule, path) : path
  }
}

function matches(pattern: string, path: string): boolean {
  if (!pattern.endsWith('/*')) return pattern === path
  return path.startsWith(pattern.slice(0, -1)) || path === pattern.slice(0, -2)
}

/**
 * `$` in the new path stands for what the pattern's `*` has matched.
 * @see https://cloud.tencent.com/document/api/583/111926
 */
function rewrite({ Path, Rewrite }: { Path: string; Rewrite: string }, path: string): string {
  return Rewrite.replace('$', path.slice(Path.length - 1))
}
