/** The gateway: answers the contract's calls by mocks or functions, on one local address. */
import { createServer } from 'node:http'
import path from 'node:path'
import { listen } from '../common/port'
import { type Project } from '../project'
import { type Scf } from '../scf'
import { type CloudMockFiles } from './cloud/build'
import { homePage } from './console/home'
import { createMock } from './mock'
import { createScenarios } from './mock/scenarios'
import { createFunctionCaller } from './routing/call-function'
import { createDoor, type OwnPages } from './routing/door'
import { json } from './server/failure'
import { createListener } from './server/listener'
import { createNotHttp } from './server/not-http'
import { createSwitchboard } from './switchboard'
import { isForeign } from './switchboard/is-foreign'
import { createUploads } from './uploads'

export { domainHint } from './commands/domain-hint'
export type { OwnPages } from './routing/door'
export type { GatewayRequest } from './server/incoming'
export type { GatewayReply } from './server/outgoing'
export { isForeign } from './switchboard/is-foreign'

export interface GatewayOptions extends Pick<
  Project,
  'contractFile' | 'environmentsFile' | 'generatedDir' | 'distDir' | 'localDir'
> {
  /** What answers: the contract's examples, the functions, or for each route what its settings say. */
  mode: 'mock' | 'function' | 'environments'
  /** 0 chooses a free port. */
  port: number
  /** Serve somebody else's contract: what this project would refuse is a warning in the log. */
  lenient?: boolean
  /** Runs the functions. */
  scf?: Pick<Scf, 'request'>
  /** The mini-program in a browser. */
  preview?: OwnPages
  /** More pages below /_gateway/, asked before the gateway's own. */
  pages?: OwnPages[]
  /** The scenarios' clock, in ms; the computer's by default. */
  now?: () => number
  /** For latencies and for faults that affect some calls; Math.random by default. */
  random?: () => number
  log(line: string): void
}

export interface Gateway {
  url: string
  stop(): Promise<void>
}

/**
 * How long an idle connection stays open: longer than callers pause between attempts, because one
 * that is closed just as it is used again fails the call.
 */
const KEEP_ALIVE_MS = 60_000

/** Starts the gateway on 127.0.0.1. Rejects when the contract is broken or the port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { mode, preview, log } = options
  const callFunction = createFunctionCaller(options.scf)
  const scenarios = createScenarios(options)
  const switchboard = await createSwitchboard({
    ...options,
    snapshotsDir: snapshotsIn(options.localDir),
    forcedSource: mode === 'environments' ? undefined : mode,
    answerMock: createMock({ scenarios, random: options.random }),
    callFunction,
    scenarios
  })
  const pages = [
    ...(options.pages ?? []),
    createUploads(),
    switchboard.pages,
    ...(preview ? [forOwnPages(preview)] : [])
  ]
  const home = () => homePage(preview !== undefined)
  const door = createDoor({ pages, answer: switchboard.answer, home, callFunction })
  const listener = createListener({ desk: switchboard, door, log })
  const { clientError, checkExpectation } = createNotHttp({ desk: switchboard, log })
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
    .on('clientError', clientError)
    .on('checkExpectation', checkExpectation)
  server.keepAliveTimeout = KEEP_ALIVE_MS

  const { url, stop } = await listen(server, options.port).catch((error: unknown) => {
    switchboard.stop()
    throw error
  })
  return {
    url,
    stop() {
      switchboard.stop()
      return stop()
    }
  }
}

/** The preview, for pages of this machine only: a foreign name may have been pointed at it. */
function forOwnPages({ handle }: OwnPages): OwnPages {
  const message = 'only pages of this gateway may call this'
  return {
    handle: (request) =>
      /^\/preview(\/|$)/.test(request.path) && isForeign(request)
        ? Promise.resolve(json(403, { code: 'FOREIGN_ORIGIN', message }))
        : handle(request)
  }
}

/** Where a project keeps the versions that were published. */
export function snapshotsIn(localDir: string): string {
  return path.join(localDir, 'gateway')
}

/**
 * Bundles the function `mock`, which answers a stage's mocked routes in the cloud, as `mock.js` in a
 * folder. Rejects with a ContractError.
 */
export async function buildCloudMock(files: CloudMockFiles, outDir: string): Promise<void> {
  const { buildMock } = await import('./cloud/build')
  await buildMock(files, outDir)
}
