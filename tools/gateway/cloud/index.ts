/**
 * The mock engine as an SCF web function: answers the routes that an environment leaves to the mock.
 * `build.ts` bundles it with the contract.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { callerAddress } from '../../contract/door/caller-address'
import { takePlatformHeaders } from '../../contract/door/platform-headers'
import { createRateLimiter } from '../../contract/door/rate-limiter'
import { SCF_PORT } from '../../contract/door/scf-port'
import { type EnvironmentSettings } from '../../contract/environment-model'
import { type Validators } from '../../contract/model'
import { type Stage } from '../../contract/stages'
import { createMock } from '../mock'
import { createScenarios } from '../mock/scenarios'
import { createDoor } from '../routing/door'
import { buildTable, makeRoutes } from '../routing/table'
import { createListener } from '../server/listener'
import { withRouteSettings } from '../switchboard/route-settings'
import { type PackedContract, unpackContract } from './pack'

interface CloudMock {
  contract: PackedContract
  validators: Validators
  /** gateway.json: the environment's settings, which the deployment puts beside the bundle. */
  settingsFile: string
}

/**
 * Starts the server. It answers every path that the domain sends here: while a route is being moved
 * to its function, the domain's table decides, not the settings in this bundle.
 */
export function listen(
  { contract: packed, validators, settingsFile }: CloudMock,
  port = Number(process.env.PORT ?? SCF_PORT)
): Server {
  const { environment, settings } = JSON.parse(readFileSync(settingsFile, 'utf8')) as {
    environment: Stage
    settings: EnvironmentSettings
  }
  const contract = unpackContract(packed)
  const routes = makeRoutes(contract, validators)
  const table = buildTable({ environment, settings, contract, routes })
  const answerMock = createMock({ scenarios: createScenarios() })
  const answer = withRouteSettings(createRateLimiter(Date.now), answerMock)
  const serve = createListener({
    desk: { current: () => table, note: () => undefined },
    door: createDoor({
      pages: [],
      answer: (ofTable, route, request) => {
        const { 'x-forwarded-for': forwardedFor } = request.headers
        const remoteAddress = callerAddress(forwardedFor) ?? ''
        return answer(ofTable, route, { ...request, remoteAddress })
      }
    }),
    log: console.log
  })
  return createServer({ requestTimeout: 10_000 }, (incoming, outgoing) => {
    const { headers, requestId = headers['x-request-id'] } = takePlatformHeaders(incoming.headers)
    incoming.headers = { ...headers, 'x-request-id': requestId }
    void serve(incoming, outgoing)
  }).listen(port, '0.0.0.0')
}
