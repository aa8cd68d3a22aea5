/**
 * npm run bench -- events [--clicks N] [--json]: N ad clicks while functions, processors and the
 * database server are killed, what working an event costs, and how long WeChat waits for the answer
 * to a message. Exit code 1 when a click was counted twice or not at all, when the cost exceeds its
 * limit in bench/limits.json, or when WeChat had to send a message again.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readCount } from '../support/usage'
import { type Cost, measureCost } from './cost'
import { HAS_ADS } from './own-stack'
import { measurePushes, type Pushes } from './pushes'
import { fireAtClicks, type Shooting } from './shooting'

interface Report {
  /** Left out, as the cost is, where a project has removed the ads. */
  fire?: Shooting
  cost?: Cost
  pushes: Pushes
}

function print({ fire, cost, pushes }: Report): void {
  if (fire && cost) printClicks(fire, cost)
  else console.log('this project has no ads (cloudfunctions/go): clicks are not measured')
  const { messages, perSecond, p50Ms, p99Ms, slowestMs, repeated } = pushes
  console.log(
    `${messages} messages of WeChat's were taken at ${perSecond.toFixed(0)} per second, in ${p50Ms.toFixed(0)} ms ` +
      `(p99 ${p99Ms.toFixed(0)}, slowest ${slowestMs.toFixed(0)}), ${repeated} of them not at once`
  )
}

function printClicks(fire: Shooting, cost: Cost): void {
  const { answered, unanswered, lost, stored, counted, killed, databaseKills, seconds } = fire
  console.log(
    `${answered} of ${answered + unanswered} clicks were redirected within ${seconds.toFixed(0)} s, while ` +
      `${killed} instances and ${databaseKills} times the database were killed`
  )
  console.log(`lost and logged: ${lost}; stored: ${stored}; counted: ${counted}`)
  console.log(
    `1,000 events: ${cost.msPerThousand.toFixed(0)} ms and ${cost.statementsPerThousand.toFixed(0)} statements in ` +
      `the processor; storing them one by one took ${cost.insertMsPerThousand.toFixed(0)} ms`
  )
}

/** Returns the exit code. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, clicks: { type: 'string', default: '10000' } }
  })
  const clicks = readCount('clicks', values.clicks)
  const report: Report = {
    ...(HAS_ADS && { fire: await fireAtClicks(clicks), cost: await measureCost() }),
    pushes: await measurePushes()
  }
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else print(report)
  const problems = findProblems(report)
  for (const problem of problems) console.error(problem)
  return problems.length ? 1 : 0
}

function findProblems({ fire, cost, pushes }: Report): string[] {
  const problems: string[] = []
  if (fire && (fire.counted !== fire.stored || fire.counted < fire.answered - fire.lost))
    problems.push(`${fire.stored} clicks were stored, and ${fire.counted} counted`)
  if (pushes.repeated) problems.push(`${pushes.repeated} messages were not taken at once`)
  const ratio = cost ? cost.msPerThousand / cost.insertMsPerThousand : 0
  const { workToInsert } = readLimits()
  if (ratio > workToInsert)
    problems.push(`workToInsert is ${ratio.toFixed(2)}, its limit ${workToInsert}`)
  return problems
}

function readLimits(): { workToInsert: number } {
  const file = path.resolve(__dirname, '../limits.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { events: { workToInsert: number } }).events
}
