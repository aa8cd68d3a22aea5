import path from 'node:path'
import { commandLine, project } from '../../test/support/project'
import { type BenchOptions, type Figures, judge, readOptions } from '../support/limits'
import { percentile } from '../support/percentile'
import { prepareCalls, readAnswers } from './calls'
import { measure } from './measure'
import { startPrism } from './prism'
import { type MeasuredServer, startServer } from './server'

const SECONDS = 2
/** Until V8 has compiled the hot paths, compiling costs CPU time too. */
const WARM_UP_SECONDS = 3
/** Prism is slow enough to be measured with one call that reads and one that writes. */
const BESIDE_PRISM = ['session', 'login']

const OURS = commandLine('mock', '--port', '0')
const BARE = ['--require', 'tsx/cjs', path.join(__dirname, 'bare-server.ts')]

interface Servers {
  ours: MeasuredServer
  bare: MeasuredServer
  /** Left out where it cannot be fetched, and in a quick run. */
  prism?: MeasuredServer
}

/**
 * Mock mode beside bare node:http and Prism, in one run: CPU time per call and throughput. Options:
 * --check, --quick, --json, --save, --rounds N. Returns the exit code.
 */
export function bench(args: string[]): Promise<number> {
  const options = readOptions(args, { rounds: 3, quick: 1 })
  return judge('gateway', () => measureGateway(options), options)
}

async function measureGateway({ rounds, quick }: BenchOptions): Promise<Figures> {
  const started: MeasuredServer[] = []
  try {
    const ours = await startServer('ours', OURS, '/_gateway/status')
    started.push(ours)
    const answers = await readAnswers(ours.url, await prepareCalls(ours.url))
    const env = { BENCH_ANSWERS: JSON.stringify(answers) }
    const bare = await startServer('bare', BARE, '/session', env)
    started.push(bare)
    const prism = quick ? undefined : await startPrism(project.contractFile)
    if (prism) started.push(prism)
    const runs = await runRounds({ ours, bare, prism }, rounds)
    return summarize(runs)
  } finally {
    await Promise.all(started.map((server) => server.stop()))
  }
}

/** The figures of each round. Servers take turns, so that other load affects all of them alike. */
async function runRounds(servers: Servers, rounds: number): Promise<Figures[]> {
  await warmUp(servers)
  const runs: Figures[] = []
  for (let round = 0; round < rounds; round++) runs.push(await runRound(servers))
  return runs
}

async function warmUp({ ours, bare, prism }: Servers): Promise<void> {
  const hard = { load: 'full', seconds: WARM_UP_SECONDS } as const
  for (const call of await prepareCalls(ours.url)) {
    await measure(bare, call, hard)
    await measure(ours, call, hard)
    if (prism && BESIDE_PRISM.includes(call.name)) await measure(prism, call, hard)
  }
}

async function runRound({ ours, bare, prism }: Servers): Promise<Figures> {
  const figures: Figures = { failed: 0 }
  for (const call of await prepareCalls(ours.url)) {
    const { name } = call
    const floor = await measure(bare, call, { load: 'same', seconds: SECONDS })
    const own = await measure(ours, call, { load: 'same', seconds: SECONDS })
    figures[`bare node:http, ${name}, CPU us`] = floor.cpuMicrosPerRequest
    figures[`mock, ${name}, CPU us`] = own.cpuMicrosPerRequest
    figures[`${name}CpuToBare`] = own.cpuMicrosPerRequest / floor.cpuMicrosPerRequest
    figures.failed! += own.failed
    if (!prism || !BESIDE_PRISM.includes(name)) continue
    const peer = await measure(prism, call, { load: 'full', seconds: SECONDS })
    const fast = await measure(ours, call, { load: 'full', seconds: SECONDS })
    figures[`Prism, ${name}, per second`] = peer.perSecond
    figures[`mock, ${name}, per second`] = fast.perSecond
    figures[`${name}TimeToPeer`] = peer.perSecond / fast.perSecond
    figures.failed! += fast.failed
  }
  return figures
}

/** The median of the rounds for each figure; the sum of failures. */
function summarize(runs: Figures[]): Figures {
  const names = Object.keys(runs[0] ?? {})
  const valuesOf = (name: string) => runs.map((run) => run[name] ?? NaN)
  const medians = names.map((name) => [name, percentile(valuesOf(name), 0.5)])
  const failed = valuesOf('failed').reduce((sum, count) => sum + count, 0)
  return { ...(Object.fromEntries(medians) as Figures), failed }
}
