/** A route of the contract, as far as finding it needs. */
interface Findable {
  method: string
  /** `/session/{id}` */
  path: string
}

interface FoundRoute<R> {
  route: R
  /** Path parameters by name. */
  params: Record<string, string>
}

/**
 * The route that a request means; undefined when there is none. Where several fit, fixed segments
 * win over parameters, segment by segment from the left, whatever the order in the contract:
 * `/a/b/{y}` wins over `/a/{x}/c`.
 */
export function findRoute<R extends Findable>(
  routes: readonly R[],
  method: string,
  path: string
): FoundRoute<R> | undefined {
  let best: FoundRoute<R> | undefined
  for (const route of routes) {
    if (route.method !== method) continue
    const params = matchPath(route.path, path)
    if (params && (!best || rankOf(route.path) < rankOf(best.route.path))) best = { route, params }
  }
  return best
}

/** The methods with which `findRoute` finds something at a path. */
export function methodsOf(routes: readonly Findable[], path: string): string[] {
  const here = routes.filter((route) => matchPath(route.path, path))
  return [...new Set(here.map(({ method }) => method))]
}

/** The parameters of a path that fits a template; undefined for one that does not. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  if (template === path) return {}
  if (!template.includes('{')) return undefined
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, segment] of wanted.entries()) {
    const value = given[i] ?? ''
    if (segment.startsWith('{') && value) params[segment.slice(1, -1)] = value
    else if (segment !== value) return undefined
  }
  return params
}

/** One digit per segment, so that of two templates that fit, the better one sorts first. */
function rankOf(template: string): string {
  return template
    .split('/')
    .map((segment) => (segment.startsWith('{') ? 1 : 0))
    .join('')
}
