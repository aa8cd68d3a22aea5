/**
 * The gateway's mocks as an SCF web function: the same engine as `npm run mock`, for the routes that
 * an environment leaves to the mock. `build.ts` bundles it with the contract.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { EnvironmentName, EnvironmentSettings } from '../../contract/read/environments'
import { createRateLimiter } from '../../contract/door/rate-limiter'
import { createDoor } from '../door'
import { createListener } from '../listener'
import { makeRoutes, type Validators } from '../make-routes'
import { createMock } from '../mock'
import { makeValue } from '../mock/dynamic'
import { createScenarios } from '../mock/scenarios'
import { buildTable } from '../switchboard/build-table'
import { refuseBeyondLimits } from '../switchboard/limits'
import { mapStatus } from '../switchboard/map-status'
import type { SwitchedRoute } from '../switchboard/types'
import type { Switchboard } from '../types'
import { unpackContract, type PackedContract } from './pack'

/** The port that SCF expects a web function to listen on. */
const SCF_PORT = 9000

export interface CloudMock {
  contract: PackedContract
  validators: Validators
  /** gateway.json: the environment's settings, which the deployment puts beside the bundle. */
  settingsFile: string
}

/**
 * Starts the server. Whatever path the domain leads here is answered by the mock: while a route is
 * being connected to its function, the domain's table decides, not this one.
 */
export function listen(
  { contract: packed, validators, settingsFile }: CloudMock,
  port = Number(process.env.PORT ?? SCF_PORT)
): Server {
  const { environment, settings } = JSON.parse(readFileSync(settingsFile, 'utf8')) as {
    environment: EnvironmentName
    settings: EnvironmentSettings
  }
  const contract = unpackContract(packed)
  const routes = makeRoutes(contract, validators)
  const table = buildTable({ environment, settings, contract, routes })
  const doorTable = { ...table, routes: table.routes.map(asMock) }
  const answerMock = createMock({ scenarios: createScenarios(), makeValue })
  const limiter = createRateLimiter(Date.now)
  const log = (line: string) => void process.stdout.write(`${line}\n`)

  const switchboard: Pick<Switchboard, 'current' | 'note' | 'answer' | 'admin'> = {
    current: () => doorTable,
    note: () => undefined,
    admin: () => undefined,
    answer(_doorTable, route, request) {
      const { 'x-scf-remote-addr': remoteAddress = request.remoteAddress } = request.headers
      const asked = { ...request, remoteAddress }
      const refused = refuseBeyondLimits(table, route as SwitchedRoute, asked, limiter)
      // with the table of true sources: a token of the real login is no scenario's of ours
      const reply = refused ?? answerMock(table, route, asked)
      return mapStatus(reply, settings.routes[route.operationId]?.statusMap)
    }
  }
  // a door before mocks alone asks for no function
  const callFunction = () => Promise.reject(new Error('the mock calls no function'))
  const lead = createDoor({ switchboard, callFunction })
  const serve = createListener({ switchboard, lead, log })
  return createServer({ requestTimeout: 10_000 }, (incoming, outgoing) => {
    const { 'x-scf-request-id': requestId, 'x-request-id': given } = incoming.headers
    incoming.headers['x-request-id'] = requestId ?? given
    serve(incoming, outgoing)
  }).listen(port, '0.0.0.0')
}

function asMock(route: SwitchedRoute): SwitchedRoute {
  return { ...route, source: 'mock' }
}
