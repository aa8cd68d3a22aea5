/**
 * npm run bench -- burst [--users N] [--json]: N people open the mini-program within one second,
 * against `npm start` with the limits of deploy/serverless.yml. Each logs in, trying again when
 * refused, and then reads the session. Exit code 1 when anyone was left out.
 */
import { parseArgs } from 'node:util'
import { percentile } from '../support/percentile'
import { readCount } from '../support/usage'
import { type Visit, visit } from './visit'
import { type Usage, watchUsage } from './where'
import { startWholeStack } from './whole-stack'

/** All of them arrive within this time. */
const RUSH_MS = 1000

interface Report extends Usage {
  users: number
  loggedIn: number
  /** Rows in the database */
  sessions: number
  secondsForAll: number
  waitMs: { p50: number; p99: number }
  /** Answers other than 200, by status */
  refused: Record<string, number>
  /** The most that were open at once */
  databaseConnections: number
}

async function run(users: number): Promise<Report> {
  const stack = await startWholeStack()
  try {
    const readUsage = watchUsage(stack.pid)
    const startedAt = performance.now()
    const visits: Promise<Visit>[] = []
    for (let user = 0; user < users; user++) {
      await until(startedAt + (RUSH_MS * user) / users)
      visits.push(visit(stack.url, user))
    }
    const all = await Promise.all(visits)
    const usage = readUsage()
    const secondsForAll = (performance.now() - startedAt) / 1000
    const waits = all.map(({ waitMs }) => waitMs)
    const refused: Report['refused'] = {}
    for (const status of all.flatMap((one) => one.refused))
      refused[status] = (refused[status] ?? 0) + 1
    return {
      users,
      loggedIn: all.filter((one) => one.isLoggedIn).length,
      ...usage,
      ...(await stack.readDatabase()),
      secondsForAll,
      waitMs: { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) },
      refused
    }
  } finally {
    await stack.stop()
  }
}

/** Timers are too coarse for ten arrivals in a millisecond: it waits only when it is early. */
async function until(time: number): Promise<void> {
  const ms = time - performance.now()
  if (ms > 1) await new Promise((resolve) => setTimeout(resolve, ms))
}

function print(report: Report): void {
  const { users, loggedIn, sessions, waitMs, refused } = report
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  const refusals = Object.entries(refused).map(([status, count]) => `${count} x ${status}`)
  console.log(
    `${loggedIn} of ${users} people logged in and read their session; ${sessions} sessions`
  )
  console.log(
    `all within ${report.secondsForAll.toFixed(1)} s, each after ${seconds(waitMs.p50)} (p50), ` +
      `${seconds(waitMs.p99)} (p99)`
  )
  console.log(`refused on the way: ${refusals.join(', ') || 'none'}`)
  console.log(
    `at most ${report.databaseConnections} connections to the database, ${report.peakInstances} ` +
      `instances, ${report.peakMb.toFixed(0)} MB without the load generator`
  )
  const parts = Object.entries(report.cpuSeconds).sort(([, left], [, right]) => right - left)
  for (const [part, cpu] of parts)
    console.log(`${part.padEnd(24)}${cpu.toFixed(1).padStart(7)} s of CPU`)
}

/** Returns the exit code: 1 when anyone was left out. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      users: { type: 'string', default: '10000' }
    }
  })
  const report = await run(readCount('users', values.users))
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else print(report)
  return report.loggedIn < report.users ? 1 : 0
}
