import type { Endpoint, State } from './state'

/** Where a request that came to a public address goes. */
export interface Target {
  functionName: string
  qualifier: string
  path: string
}

/**
 * The function behind a function URL or a custom domain; undefined for hosts that are neither, or
 * paths without one.
 */
export function findTarget({ functions, domains }: State, host: string, path: string) {
  for (const { name, triggers } of functions.values())
    for (const { Type, TriggerDesc, Enable, Qualifier } of triggers)
      if (Type === 'http' && Enable && TriggerDesc.includes(`"https://${host}"`))
        return { functionName: name, qualifier: Qualifier, path }
  const matching = (domains.get(host)?.EndpointsConfig ?? [])
    .filter(({ PathMatch }) => matches(PathMatch, path))
    // the longest path wins
    .sort((a, b) => b.PathMatch.length - a.PathMatch.length)
  return matching[0] && targetOf(matching[0], path)
}

export function isPublicAddress({ domains }: State, host: string): boolean {
  return host.endsWith('.tencentscf.com') || domains.has(host)
}

function targetOf({ FunctionName, Qualifier, PathRewrite = [] }: Endpoint, path: string): Target {
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

/** `$` in the new path stands for what the pattern's `*` has matched: 583/111926 */
function rewrite({ Path, Rewrite }: { Path: string; Rewrite: string }, path: string): string {
  return Rewrite.replace('$', path.slice(Path.length - 1))
}
