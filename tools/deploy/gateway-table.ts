import type { CloudEnvironment } from '../contract/read/cloud-environment'
import type { RouteSettings } from '../contract/read/environments'

/**
 * An environment's settings as its functions read them beside their bundles, as JSON. Each instance
 * counts calls for itself, so a rate limit is shared out: a route's count divided by its function's
 * reserved instances, rounded up. Without reserved instances nobody knows how many there will be,
 * and each counts to the whole.
 */
export function makeGatewayTable(
  { name, contract, settings }: CloudEnvironment,
  functions: Record<string, { reservedInstances?: number }>
): string {
  const routes = contract.operations.map(({ operationId, function: owner }) => {
    const route = settings.routes[operationId] as RouteSettings
    // the mock has one instance
    const instances = route.source === 'mock' ? 1 : (functions[owner]?.reservedInstances ?? 1)
    return [operationId, shareOut(route, instances)] as const
  })
  return JSON.stringify({
    environment: name,
    settings: { ...settings, routes: Object.fromEntries(routes) }
  })
}

function shareOut({ rateLimit, ...route }: RouteSettings, instances: number): RouteSettings {
  if (!rateLimit) return route
  return { ...route, rateLimit: { ...rateLimit, count: Math.ceil(rateLimit.count / instances) } }
}
