/**
 * npm run bench -- events [--clicks N] [--json]: N ad clicks while functions, processors and the
 * database server are killed, and what working an event costs. Exit code 1 when a click was counted
 * twice or not at all, or when the cost exceeds its limit in bench/limits.json.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Cost, measureCost } from './cost'
import { fireAtClicks, type Shooting } from './shooting'

interface Report {
  fire: Shooting
  cost: Cost
}

function print({ fire, cost }: Report): void {
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
  const report = { fire: await fireAtClicks(Number(values.clicks)), cost: await measureCost() }
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
  if (ratio <= limits.workToInsert) return 0
  console.error(`workToInsert is ${ratio.toFixed(2)}, its limit ${limits.workToInsert}`)
  return 1
}
