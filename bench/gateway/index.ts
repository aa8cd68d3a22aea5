/**
 * npm run bench:gateway [-- --json] [-- --seconds N]: the gateway in mock mode beside bare node:http
 * and Prism, in one run. Exit code 1 when something is beyond bench/limits.json.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { prepareCalls, readBodies } from './calls'
import { measure, median, summarize, type Row } from './measure'
import { startPrism } from './prism'
import { measureReload } from './reload'
import { findExcesses, printReport, type Limits, type Report } from './report'
import { startServer, type MeasuredServer } from './server'

const ROOT = path.resolve(__dirname, '../..')
const ROUNDS = 5
const STARTS = 3
const LONG_SECONDS = 10
/** A compiler that is still at work costs CPU time of its own. */
const WARM_UP_SECONDS = 6
const TYPESCRIPT = ['--require', 'tsx/cjs']

const OURS = [...TYPESCRIPT, path.join(ROOT, 'tools/gateway/start.ts'), '--port', '0']
const BARE = [...TYPESCRIPT, path.join(__dirname, 'bare-server.ts')]

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, seconds: { type: 'string', default: '2' } }
  })
  const report = await run(Number(values.seconds))
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printReport(report)
  const file = path.join(ROOT, 'bench/limits.json')
  const { gateway } = JSON.parse(readFileSync(file, 'utf8')) as { gateway: Limits }
  const excesses = findExcesses(report, gateway)
  for (const line of excesses) console.error(`beyond its limit: ${line}`)
  process.exitCode = excesses.length ? 1 : 0
}

async function run(seconds: number): Promise<Report> {
  const startMs = await measureStart()
  const reloadMs = await measureReload()
  const servers: MeasuredServer[] = []
  try {
    const ours = await startServer('ours', OURS, '/_gateway/status')
    servers.push(ours)
    const bodies = await readBodies(ours.url, await prepareCalls(ours.url))
    const env = { BENCH_BODIES: JSON.stringify(bodies) }
    servers.unshift(await startServer('bare', BARE, '/session', env))
    const prism = await startPrism(path.join(ROOT, 'gateway-config/openapi.yaml'))
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

/** Turn by turn, so that whatever else the machine does falls on all of them. */
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
          // it cannot keep up with the others
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

/** All connections for as long as somebody would watch: nothing may fail. */
async function runLong(ours: MeasuredServer): Promise<Row[]> {
  const calls = await prepareCalls(ours.url)
  const rows: Row[] = []
  for (const call of calls)
    rows.push(await measure(ours, call, { load: 'full', seconds: LONG_SECONDS }))
  return rows.map((row) => ({ ...row, call: `${row.call}, ${LONG_SECONDS} s` }))
}

function compare(all: Row[]): Pick<Report, 'rows' | 'ratios'> {
  const unique = <T>(values: T[]) => [...new Set(values)]
  const calls = unique(all.map(({ call }) => call))
  const groups = unique(all.map(({ call, load, server }) => [call, load, server].join('|')))
  const of = (group: string) =>
    all.filter(({ call, load, server }) => [call, load, server].join('|') === group)
  /** Round by round: what was measured side by side is compared. */
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

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
