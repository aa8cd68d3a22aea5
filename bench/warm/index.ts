import { once } from 'node:events'
import path from 'node:path'
import { fetchPeer } from '../peer'
import { spawnProgram, startBackEnd } from '../support/back-end'
import { type Timing } from '../support/interleave'
import { type BenchOptions, type Figures, judge, readOptions } from '../support/limits'

/** What program.ts measures and sends back. */
export type Timings = Record<'floor' | 'packages' | 'event door' | 'web door', Timing> & {
  peer?: Timing
}

export interface Measured {
  /** One for each time that WeChat takes. */
  timings: Timings[]
  /** Of the server, per call of the event door. */
  counted: Record<'questions' | 'commits' | 'connections', number>
}

/** What it asks for before each of them, to be answered with anything. */
export interface DelayWanted {
  delayMs: number
}

/** How long WeChat takes in fact. */
const WECHAT_MS = 20

/**
 * A warm login, at both doors of the bundle that is deployed, beside its floor (one request to
 * WeChat, one durable INSERT) and the same packages used well without our code. Options: --check,
 * --quick, --json, --rounds N. Returns the exit code.
 */
export function benchLogin(args: string[]): Promise<number> {
  const options = readOptions(args, { rounds: 40, quick: 8 })
  return judge('login', () => measureLogin(options), options)
}

/** The same for GET /session, whose floor is one prepared SELECT. */
export function benchSession(args: string[]): Promise<number> {
  const options = readOptions(args, { rounds: 300, quick: 20 })
  return judge('session', () => measureSession(options), options)
}

async function measureLogin({ rounds, quick }: BenchOptions): Promise<Figures> {
  const { timings, counted } = await measure('login', { rounds, quick, delaysMs: [0, WECHAT_MS] })
  const [fast, slow] = timings as [Timings, Timings]
  return {
    ...show('WeChat 20 ms', slow),
    ...show('WeChat 0 ms', fast),
    p50ToFloor: slow['event door'].p50 / slow.floor.p50,
    webP50ToFloor: slow['web door'].p50 / slow.floor.p50,
    cpuToFloor: slow['event door'].cpuUs / slow.floor.cpuUs,
    webCpuToFloor: slow['web door'].cpuUs / slow.floor.cpuUs,
    webP10ToFloorWithoutDelay: fast['web door'].p10 / fast.floor.p10,
    cpuToPackages: slow['event door'].cpuUs / slow.packages.cpuUs,
    p10ToFloorWithoutDelay: fast['event door'].p10 / fast.floor.p10,
    ...besidePeer(slow),
    ...counted
  }
}

async function measureSession({ rounds, quick }: BenchOptions): Promise<Figures> {
  const { timings, counted } = await measure('session', { rounds, quick, delaysMs: [0] })
  const [found] = timings as [Timings]
  return {
    ...show('', found),
    p10ToFloor: found['event door'].p10 / found.floor.p10,
    cpuToFloor: found['event door'].cpuUs / found.floor.cpuUs,
    cpuToPackages: found['event door'].cpuUs / found.packages.cpuUs,
    ...besidePeer(found),
    ...counted
  }
}

/** The event door runs in the measuring process, which trusts WeChat's certificate from its start. */
async function measure(
  name: string,
  { rounds, quick, delaysMs }: BenchOptions & { delaysMs: number[] }
): Promise<Measured> {
  const backEnd = await startBackEnd()
  try {
    const program = spawnProgram(
      [path.join(__dirname, 'program.ts'), name, String(rounds), ...delaysMs.map(String)],
      { ...backEnd.environment, ...(await fetchPeer({ quick })) }
    )
    const ended = once(program, 'exit')
    let measured: Measured | undefined
    program.on('message', (message: Measured | DelayWanted) => {
      if ('timings' in message) return (measured = message)
      backEnd.delayWechat(message.delayMs)
      return program.send('delayed')
    })
    const [code] = (await ended) as [number | null]
    if (!measured) throw new Error(`${name}: the measuring process ended with ${code}`)
    return measured
  } finally {
    await backEnd.stop()
  }
}

/** Both are whole HTTP servers. */
function besidePeer({ peer, 'web door': web }: Timings): Figures {
  return peer ? { cpuToPeer: web.cpuUs / peer.cpuUs } : {}
}

function show(where: string, measured: Timings): Figures {
  const { floor, packages, 'event door': event, 'web door': web, peer } = measured
  const timings = { floor, packages, 'event door': event, 'web door': web, ...(peer && { peer }) }
  const figures = Object.entries(timings).flatMap(([name, { p10, p50, cpuUs }]) => {
    const label = [name, where].filter(Boolean).join(', ')
    return [
      [`${label}, p10 ms`, p10],
      [`${label}, p50 ms`, p50],
      [`${label}, CPU µs`, cpuUs]
    ]
  })
  return Object.fromEntries(figures) as Figures
}
