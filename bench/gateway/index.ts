import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { commandLine, project } from '../../test/support/project'
import { readCount } from '../support/usage'
import { prepareCalls, readBodies } from './calls'
import { measure, median, type Row, summarize } from './measure'
import { startPrism } from './prism'
import { measureReload } from './reload'
import { findExcesses, type GatewayLimits, type GatewayReport, printReport } from './report'
import { type MeasuredServer, startServer } from './server'

const ROUNDS = 5
const STARTS = 3
const LONG_SECONDS = 10
/** Until V8 has compiled the hot paths, compiling costs CPU time too. */
const WARM_UP_SECONDS = 6

const OURS = commandLine('mock', '--port', '0')
const BARE = ['--require', 'tsx/cjs', path.join(__dirname, 'bare-server.ts')]

/**
 * Measures the gateway in mock mode beside bare node:http and Prism, in one run. Resolves to 1 when
 * something is beyond bench/limits.json.
 */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, seconds: { type: 'string', default: '2' } }
  })
  const report = await run(readCount('seconds', values.seconds))
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printReport(report)
  const file = path.join(__dirname, '../limits.json')
  const { gateway } = JSON.parse(readFileSync(file, 'utf8')) as { gateway: GatewayLimits }
  const excesses = findExcesses(report, gateway)
  for (const line of excesses) console.error(`beyond its limit: ${line}`)
  return excesses.length ? 1 : 0
}

async function run(seconds: number): Promise<GatewayReport> {
  const startMs = await measureStart()
  const reloadMs = await measureReload()
  const servers: MeasuredServer[] = []
  try {
    const ours = await startServer('ours', OURS, '/_gateway/status')
    servers.push(ours)
    const bodies = await readBodies(ours.url, await prepareCalls(ours.url))
    const env = { BENCH_BODIES: JSON.stringify(bodies) }
    servers.unshift(await startServer('bare', BARE, '/session', env))
    const prism = await startPrism(project.contractFile)
    if (typeof prism !== 'string') servers.push(prism)
    const { rows, ratios } = compare(await runRounds(servers, ours, seconds))
    const long = await runLong(ours)
    const notes = typeof prism === 'string' ? [prism] : []
    return { rows: [...rows, ...long], ratios, startMs, reloadMs, notes }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function measureStart(): Promise<number> {
  const times: number[] = []
  for (let start = 0; start < STARTS; start++) {
    const server = await startServer('ours', OURS, '/_gateway/status')
    times.push(server.startMs)
    await server.stop()
  }
  return median(times)
}

/** In turns, so that other load on the machine affects all of them alike. */
async function runRounds(
  servers: MeasuredServer[],
  ours: MeasuredServer,
  seconds: number
): Promise<Row[]> {
  await warmUp(servers, ours)
  const rows: Row[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const calls = await prepareCalls(ours.url)
    for (const call of calls)
      for (const load of ['same', 'full'] as const)
        for (const server of servers) {
          // Prism cannot keep up with the others
          if (load === 'same' && server.name === 'prism') continue
          rows.push(await measure(server, call, { load, seconds }))
        }
  }
  return rows
}

async function warmUp(servers: MeasuredServer[], ours: MeasuredServer): Promise<void> {
  const calls = await prepareCalls(ours.url)
  for (const call of calls)
    for (const server of servers)
      await measure(server, call, { load: 'full', seconds: WARM_UP_SECONDS })
}

/** All connections for a longer time: nothing may fail. */
async function runLong(ours: MeasuredServer): Promise<Row[]> {
  const calls = await prepareCalls(ours.url)
  const rows: Row[] = []
  for (const call of calls)
    rows.push(await measure(ours, call, { load: 'full', seconds: LONG_SECONDS }))
  return rows.map((row) => ({ ...row, call: `${row.call}, ${LONG_SECONDS} s` }))
}

function compare(all: Row[]): Pick<GatewayReport, 'rows' | 'ratios'> {
  const unique = <T>(values: T[]) => [...new Set(values)]
  const calls = unique(all.map(({ call }) => call))
  const groups = unique(all.map(({ call, load, server }) => [call, load, server].join('|')))
  const of = (group: string) =>
    all.filter(({ call, load, server }) => [call, load, server].join('|') === group)
  /** Compares what was measured side by side, round by round. */
  const ratio = (group: string, other: string, figure: (row: Row) => number) => {
    const others = of(other)
    const pairs = of(group).flatMap((row, i) => (others[i] ? [[row, others[i]] as const] : []))
    return median(pairs.map(([a, b]) => figure(a) / figure(b)))
  }
  const ratios = calls.map((call) => {
    const prism = of(`${call}|full|prism`)
    return {
      call,
      cpuToBare: ratio(`${call}|same|ours`, `${call}|same|bare`, (row) => row.cpuMicrosPerRequest),
      ...(prism.length && {
        throughputToPrism: ratio(`${call}|full|ours`, `${call}|full|prism`, (row) => row.perSecond)
      })
    }
  })
  return { rows: groups.map((group) => summarize(of(group))), ratios }
}
