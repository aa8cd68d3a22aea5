/**
 * npm run bench -- events [--clicks N] [--json]: N ad clicks while functions, processors and the
 * database server are killed, what working an event costs, and how long WeChat waits for the answer
 * to a message. Exit code 1 when a click was counted twice or not at all, when the cost exceeds its
 * limit in bench/limits.json, or when WeChat had to send a message again.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Cost, measureCost } from './cost'
import { measurePushes, type Pushes } from './pushes'
import { fireAtClicks, type Shooting } from './shooting'

interface Report {
  fire: Shooting
  pushes: Pushes
  cost: Cost
}

function print({ fire, cost, pushes }: Report): void {
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
  const { messages, perSecond, p50Ms, p99Ms, slowestMs, repeated } = pushes
  console.log(
    `${messages} messages of WeChat's were taken at ${perSecond.toFixed(0)} per second, in ${p50Ms.toFixed(0)} ms ` +
      `(p99 ${p99Ms.toFixed(0)}, slowest ${slowestMs.toFixed(0)}), ${repeated} of them not at once`
  )
}

/** Returns the exit code. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, clicks: { type: 'string', default: '10000' } }
  })
  const report = {
    fire: await fireAtClicks(Number(values.clicks)),
    cost: await measureCost(),
    pushes: await measurePushes()
  }
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else print(report)
  const file = path.resolve(__dirname, '../limits.json')
  const { events: limits } = JSON.parse(readFileSync(file, 'utf8')) as {
    events: { workToInsert: number }
  }
  const { answered, lost, stored, counted } = report.fire
  if (counted !== stored || counted < answered - lost) {
    console.error(`${stored} clicks were stored, and ${counted} counted`)
    return 1
  }
  const ratio = report.cost.msPerThousand / report.cost.insertMsPerThousand
  if (report.pushes.repeated) {
    console.error(`${report.pushes.repeated} messages were not taken at once`)
    return 1
  }
  if (ratio <= limits.workToInsert) return 0
  console.error(`workToInsert is ${ratio.toFixed(2)}, its limit ${limits.workToInsert}`)
  return 1
}
