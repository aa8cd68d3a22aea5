/** npm run chaos: puts the stack under load, lets everything fail at random, and checks its promises. */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { interruptible } from '../../tools/common/signals'
import { createArrivals } from './arrivals'
import { injectFaults } from './faults'
import { createPerson, type Person, type Report } from './person'
import { createRandom } from './random'
import { startWorld, type World } from './world'

const USAGE = `npm run chaos -- [--seconds N] [--seed N]

Puts the whole local stack under load for N seconds (60), injects faults of all kinds at random, and
then checks what docs/guarantees.md promises. The same seed plays the same faults in the same order.`

const PEOPLE = 12
const PROGRESS_MS = 5000
/** For the last calls, and for connections that nobody needs any more. */
const QUIET_MS = 2000
const MORE_MEGABYTES = 64
const MORE_FILES = 24

async function run(seconds: number, seed: number, signal: AbortSignal): Promise<number> {
  const violations = new Set<string>()
  const report: Report = (violation) => void violations.add(violation)
  console.log(`chaos: ${seconds} s with the seed ${seed}`)
  const world = await startWorld()
  try {
    const people = Array.from({ length: PEOPLE }, (_, i) =>
      createPerson(world.url, `person.${i}`, createRandom(seed * 1000 + i), report)
    )
    for (const person of people) await person.tryAll()
    const arrivals = await createArrivals(world, seed, report)
    const before = await world.measure()
    const endsAt = performance.now() + seconds * 1000
    const isOver = () => signal.aborted || performance.now() > endsAt
    const progress = setInterval(() => console.log(`  ${summary(people, violations)}`), PROGRESS_MS)
    const faults = [true, false].map((withServer, i) =>
      injectFaults(world, createRandom(seed * 1000 + 500 + i), { isOver, withServer })
    )
    const lives = [...people, arrivals].map((each) => each.live(isOver))
    const [injected] = await Promise.all([Promise.all(faults), ...lives]).finally(() =>
      clearInterval(progress)
    )
    signal.throwIfAborted()
    console.log(`  faults: ${countNames(injected.flat())}`)
    await sleep(QUIET_MS)
    await arrivals.check()
    await check(world, people, before, report)
    console.log(`  ${summary(people, violations)}`)
  } finally {
    await world.stop()
  }
  for (const violation of violations) console.log(`BROKEN  ${violation}`)
  if (violations.size) console.log(`again: npm run chaos -- --seconds ${seconds} --seed ${seed}`)
  else console.log('all promises were kept')
  return violations.size ? 1 : 0
}

async function check(
  world: World,
  people: Person[],
  before: Awaited<ReturnType<World['measure']>>,
  report: Report
): Promise<void> {
  for (const person of people)
    for (const failed of await person.tryAll()) report(`after the faults, ${failed}`)
  const rows = await world.server.database.query<{ id: string }>(
    'SELECT LOWER(HEX(id)) AS id FROM sessions'
  )
  const ids = new Set(rows.map(({ id }) => id))
  for (const person of people) {
    for (const one of person.held) {
      const { status } = await person.look(one)
      if (one.ended === 'no' && !ids.has(one.sessionId))
        report(`${person.name}: a token has no row`)
      if ((status === 200) !== ids.has(one.sessionId))
        report(
          `${person.name}: ${status} for a token ${ids.has(one.sessionId) ? 'with' : 'without'} a row`
        )
    }
    for (const code of person.reusable.splice(0)) {
      const { status, body } = await person.logIn(code)
      if (status !== 200) report(`a code reported as reusable: ${status} ${String(body.code)}`)
    }
  }
  const after = await world.measure()
  console.log(`  before ${JSON.stringify(before)}\n  after  ${JSON.stringify(after)}`)
  // each function may keep as many as its setting allows
  const most = Math.max(before.connections, 4 * world.instances().length)
  if (after.connections > most) report(`${after.connections} connections are left, of ${most}`)
  if (after.files > before.files + MORE_FILES) report(`${after.files} files are open`)
  if (after.megabytes > before.megabytes + MORE_MEGABYTES)
    report(`memory grew to ${Math.round(after.megabytes)} MB`)
}

function summary(people: Person[], violations: Set<string>): string {
  const sum = (read: (person: Person) => number) =>
    people.reduce((total, person) => total + read(person), 0)
  return `${sum(({ counts }) => counts.calls)} calls, ${sum(({ counts }) => counts.failed)} failures answered, ${sum(({ held }) => held.length)} sessions, ${violations.size} promises broken`
}

function countNames(names: string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name} ×${count}`).join(', ')
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
      help: { type: 'boolean', short: 'h', default: false }
    }
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const [seconds, seed] = [Number(values.seconds), Number(values.seed)]
  if (!(seconds > 0) || !Number.isSafeInteger(seed)) throw new Error(USAGE)
  return interruptible((signal) => run(seconds, seed, signal), 'interrupted')
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
)
