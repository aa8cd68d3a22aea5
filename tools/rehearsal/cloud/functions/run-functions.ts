import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unpack } from '../../../common/archive'
import {
  createScf,
  type FunctionAnswer,
  type InvokeResult,
  type PlatformRequest,
  type Scf
} from '../../../scf'
import { type CloudFunction, type State, type Version } from '../state'
import { functionSettings } from './function-settings'
import { note, readLine } from './logbook'

/** Whoever calls, calls from the internet. */
const CALLER = '203.0.113.200'

type Incoming = Omit<PlatformRequest, 'requestId' | 'remoteAddress'>

/**
 * Runs uploaded functions on the local SCF runtime: each version from its own unpacked archive,
 * with the configuration that it was given through the API.
 */
export function createFunctionRunner(state: State, { log, random, network }: RunnerOptions) {
  const scfs = new Map<string, Promise<{ scf: Scf; folder: string }>>()

  async function start(found: CloudFunction, version: Version) {
    const folder = await mkdtemp(path.join(tmpdir(), 'scf-cloud-'))
    await unpack(version.code, folder)
    const keep = (line: string) => {
      const read = readLine(found.name, version.version, line)
      // with several calls at once, a function's own lines may carry another call's id
      const isMixed = state.truth.requestIds === 'mixed' && read.type === 'Custom'
      note(state.lines, isMixed ? { ...read, requestId: randomUUID() } : read)
      log(line)
    }
    const functions = [functionSettings(state, found, version, { folder, network: network() })]
    return { folder, scf: createScf({ functions, log: keep }) }
  }

  // an alias may send a share of its calls to a second version
  function choose(found: CloudFunction, qualifier: string): Version | undefined {
    const alias = found.aliases.get(qualifier)
    const { AdditionalVersionWeights: [other] = [] } = (alias?.RoutingConfig ?? {}) as {
      AdditionalVersionWeights?: { Version: string; Weight: number }[]
    }
    const isOther = other && random() < Number(other.Weight)
    const wanted = (isOther ? other.Version : alias?.FunctionVersion) ?? qualifier
    return [found.latest, ...found.versions].find(({ version }) => version === wanted)
  }

  async function find(name: string, qualifier: string) {
    const found = state.functions.get(name)
    const version = found && choose(found, qualifier)
    if (!found || !version) return undefined
    const key = createHash('sha256')
      .update(`${found.id} ${version.version} ${found.reservedMb}`)
      .update(JSON.stringify(version.configuration))
      .update(version.code)
      .digest('hex')
    const running = scfs.get(key) ?? start(found, version)
    scfs.set(key, running)
    return { scf: (await running).scf, version: version.version }
  }

  return {
    /** Sends a function an HTTP request; undefined when there is no such function or version. */
    async call(
      name: string,
      qualifier: string,
      request: Incoming
    ): Promise<FunctionAnswer | undefined> {
      const whole = { ...request, requestId: randomUUID(), remoteAddress: CALLER }
      const target = await find(name, qualifier)
      if (!target) return undefined
      const startedAt = new Date()
      const answer = await target.scf.request(name, whole)
      const ms = Date.now() - startedAt.getTime()
      const { version } = target
      const about = { functionName: name, version, requestId: whole.requestId, startedAt, ms }
      // statuses of SCF itself: https://cloud.tencent.com/document/product/583/42611
      const hasFailed = answer.status >= 430 && answer.status < 450
      note(state.runs, { ...about, hasFailed, returned: String(answer.body ?? '') })
      return answer
    },
    /** The same with an event. */
    async invoke(
      name: string,
      qualifier: string,
      event: unknown
    ): Promise<InvokeResult | undefined> {
      return (await find(name, qualifier))?.scf.invoke(name, event)
    },
    async stop(): Promise<void> {
      for (const running of scfs.values()) {
        const { scf, folder } = await running
        await scf.stop()
        await rm(folder, { recursive: true, force: true })
      }
    }
  }
}

export type FunctionRunner = ReturnType<typeof createFunctionRunner>

interface RunnerOptions {
  log: (line: string) => void
  /** From 0 to 1; chooses a version where an alias splits its traffic. */
  random: () => number
  /** Environment variables with which functions reach the stand-in. */
  network: () => Record<string, string>
}
