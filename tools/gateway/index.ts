import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Scf } from '../scf'
import { createFunctionCaller } from './call-function'
import { createDoor, type DoorParts } from './door'
import { createListener } from './listener'
import { createMock } from './mock'
import type * as Dynamic from './mock/dynamic'
import { createScenarios } from './mock/scenarios'
import { createNotHttp } from './not-http'
import { createSwitchboard } from './switchboard'

const load = createRequire(__filename)
const ROOT = path.resolve(__dirname, '../..')

export interface GatewayOptions {
  contractFile: string
  /** Sources, limits and CORS; beside the contract when left out. */
  environmentsFile?: string
  /** What was published; .local/gateway of the project when left out. */
  snapshotsDir?: string
  /** The built functions; dist/ of the project when left out. */
  distDir?: string
  /**
   * What answers: the contract's examples, or the functions that `scf` runs, or what the environments
   * say for each route.
   */
  mode: 'mock' | 'function' | 'environments'
  /** 0 takes a free port. */
  port: number
  scf?: Pick<Scf, 'request'>
  preview?: DoorParts['preview']
  /** The scenarios' clock, in ms; the computer's when left out. */
  now?: () => number
  /** For latencies and faults that come now and then; Math.random when left out. */
  random?: () => number
  log(line: string): void
}

export interface Gateway {
  url: string
  stop(): Promise<void>
}

/** A schema compiler is slow to load, and few ask for made-up values. */
const makeValue: Dynamic.MakeValue = (schema, seed) =>
  (load('./mock/dynamic') as typeof Dynamic).makeValue(schema, seed)

/** Starts the gateway on 127.0.0.1. Rejects when the contract is broken or the port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { contractFile, mode, log } = options
  const callFunction = createFunctionCaller(options.scf)
  const scenarios = createScenarios({ now: options.now })
  const switchboard = createSwitchboard({
    contractFile,
    environmentsFile:
      options.environmentsFile ?? path.join(path.dirname(contractFile), 'environments.yaml'),
    snapshotsDir: options.snapshotsDir ?? path.join(ROOT, '.local', 'gateway'),
    distDir: options.distDir ?? path.join(ROOT, 'dist'),
    forcedSource: mode === 'environments' ? undefined : mode,
    answerMock: createMock({ scenarios, makeValue, random: options.random }),
    callFunction,
    scenarios,
    log
  })
  const lead = createDoor({ switchboard, callFunction, preview: options.preview })
  const { clientError, checkExpectation } = createNotHttp({ switchboard, log })
  const server = createServer(createListener({ switchboard, lead, log }))
    .on('clientError', clientError)
    .on('checkExpectation', checkExpectation)

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve)
  }).catch((error: unknown) => {
    switchboard.stop()
    throw error
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        switchboard.stop()
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
