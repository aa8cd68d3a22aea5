import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { PROJECT } from '../support/back-end'
import { judge, JUDGE_FLAGS } from '../support/limits'
import { compare } from './check'
import { PEOPLE, type Plan, planFor, RUSH_SECONDS } from './plan'
import { plot } from './plot'

/**
 * What bursts of people need, by arithmetic from what was measured, and what breaks first. Options:
 * --write, which draws docs/images/scale.svg; --check, which compares the model of an instance with a
 * measured run, the best of three, with --json and --save. Returns the exit code.
 */
export async function bench(args: string[]): Promise<number> {
  const options = { ...JUDGE_FLAGS, write: { type: 'boolean' } } as const
  const { write, ...values } = parseArgs({ args, options }).values
  if (values.check) return judge('scale', compare, values)
  console.table(PEOPLE.map(planFor))
  if (write) draw(path.join(PROJECT.root, 'docs/images/scale.svg'))
  return 0
}

function draw(file: string): void {
  const plans = [1000, 3000, ...PEOPLE].sort((left, right) => left - right).map(planFor)
  const line = (name: string, of: (plan: Plan) => number) => ({
    name,
    points: plans.map((plan): [number, number] => [plan.people, of(plan)])
  })
  const axes = { title: 'What a burst needs', x: `people within ${RUSH_SECONDS} s`, y: 'how many' }
  const lines = [
    line('connections', (plan) => plan.connections),
    line('instances', (plan) => plan.instances),
    line('database servers', (plan) => plan.servers)
  ]
  writeFileSync(file, plot(axes, lines))
}
