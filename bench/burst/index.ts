/**
 * npm run bench -- burst [--users N] [--check] [--json] [--save]: N people open the mini-program
 * within one second, against `npm start` with the limits of deploy/serverless.yml. Each logs in,
 * trying again when refused (432), and then reads the session. Nobody may be left out.
 */
import { parseArgs } from 'node:util'
import { type Figures, judge, JUDGE_FLAGS } from '../support/limits'
import { percentile } from '../support/percentile'
import { readCount } from '../support/usage'
import { type Visit, visit } from './visit'
import { watchUsage } from './where'
import { startWholeStack } from './whole-stack'

/** All of them arrive within this time. */
const RUSH_MS = 1000

async function measure(users: number): Promise<Figures> {
  const stack = await startWholeStack()
  try {
    const readUsage = watchUsage(stack.pid, stack.wechatPid)
    const startedAt = performance.now()
    const visits: Promise<Visit>[] = []
    for (let user = 0; user < users; user++) {
      await until(startedAt + (RUSH_MS * user) / users)
      visits.push(visit(stack.url, user))
    }
    const all = await Promise.all(visits)
    const { cpuSeconds, peakMb, peakInstances } = readUsage()
    const secondsForAll = (performance.now() - startedAt) / 1000
    const { sessions, databaseConnections } = await stack.readDatabase()
    const waits = all.map(({ waitMs }) => waitMs / 1000)
    const refused = all.flatMap((one) => one.refused)
    const tokens = all.flatMap(({ token }) => token ?? [])
    const count = (wanted: (reason: string) => boolean) => refused.filter(wanted).length
    const refusals = [...new Set(refused)]
      .sort()
      .map((reason) => [`refused with ${reason}`, count((one) => one === reason)])
    const cpu = Object.entries(cpuSeconds).map(([part, seconds]) => [`CPU s, ${part}`, seconds])
    return {
      people: users,
      ...(Object.fromEntries(refusals) as Figures),
      'wait s, p50': percentile(waits, 0.5),
      'wait s, p99': percentile(waits, 0.99),
      'instances at most': peakInstances,
      'MB at most, without the load generator': peakMb,
      ...(Object.fromEntries(cpu) as Figures),
      secondsForAll,
      databaseConnections,
      // also those of logins whose answer came too late for the platform
      'sessions in the database': sessions,
      leftOut: users - tokens.length,
      doubled: tokens.length - new Set(tokens).size,
      serverErrors: count((reason) => /^5\d\d$/.test(reason)),
      unanswered: count((reason) => !/^\d{3}$/.test(reason))
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

/** Returns the exit code. */
export async function bench(args: string[]): Promise<number> {
  const options = { ...JUDGE_FLAGS, users: { type: 'string', default: '10000' } } as const
  const { users, ...values } = parseArgs({ args, options }).values
  const count = readCount('users', users)
  return judge('burst', () => measure(count), values)
}
