import { makeGatewayTable } from '../../../../tools/deploy/archive/gateway-table'
import { prepub } from '../domain/environment'

const SETTINGS = `  source: function
  rateLimit: { count: 25, per: second, by: token }
  maxBodyBytes: 100
  routes:
    login: { source: mock }`

it("divides a rate limit by a function's instances; the mock has one", async () => {
  const functions = { session: { reservedInstances: 10 }, user: {} }
  const { environment, settings } = JSON.parse(
    makeGatewayTable(await prepub(SETTINGS), functions)
  ) as {
    environment: string
    settings: { routes: Record<string, { rateLimit: { count: number }; maxBodyBytes: number }> }
  }
  const countOf = (name: string) => settings.routes[name]?.rateLimit.count
  expect(environment).toBe('prepub')
  expect([countOf('getSession'), countOf('getUser'), countOf('login')]).toEqual([3, 25, 25])
  expect(settings.routes.getSession?.maxBodyBytes).toBe(100)
})
