import { type CloudEnvironment, type RouteSettings } from '../../contract'

/**
 * An environment's gateway settings as JSON, in the form in which functions read them beside their
 * bundles. Every instance counts calls for itself, so a route's rate limit is divided by its
 * function's reserved instances and rounded up. Without reserved instances their number is unknown,
 * and each instance allows the full rate.
 */
export function makeGatewayTable(
  { name, contract, settings }: CloudEnvironment,
  functions: Record<string, { reservedInstances?: number }>
): string {
  const routes = contract.operations.map(({ operationId, function: owner }) => {
    const route = settings.routes[operationId] as RouteSettings
    // the mock function has one instance
    const instances = route.source === 'mock' ? 1 : (functions[owner]?.reservedInstances ?? 1)
    return [operationId, divideLimit(route, instances)] as const
  })
  return JSON.stringify({
    environment: name,
    settings: { ...settings, routes: Object.fromEntries(routes) }
  })
}

function divideLimit({ rateLimit, ...route }: RouteSettings, instances: number): RouteSettings {
  if (!rateLimit) return route
  return { ...route, rateLimit: { ...rateLimit, count: Math.ceil(rateLimit.count / instances) } }
}
