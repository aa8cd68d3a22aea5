import { parseArgs } from 'node:util'
import { benchOf, NAMES } from './benches'
import { judgements } from './support/limits'

/** How one of the benches went. */
interface Outcome {
  name: string
  code: number
  seconds: number
}

/**
 * Measures everything that is judged, or with --quick what is quick, one after the other. Each gets
 * those of the options --check, --save and --quick that it has. Ends with a summary; returns the
 * exit code, which is 0 only if all were.
 */
export async function measureAll(args: string[]): Promise<number> {
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({ args, options: { check: flag, save: flag, quick: flag } })
  const wanted = NAMES.filter((name) =>
    values.quick ? benchOf(name).isQuick : benchOf(name).judged
  )
  const outcomes: Outcome[] = []
  for (const name of wanted) {
    console.log(`\n${outcomes.length + 1} of ${wanted.length}: ${name}, ${benchOf(name).summary}`)
    outcomes.push(await measureOne(name, args))
  }
  summarize(outcomes)
  return Math.max(...outcomes.map(({ code }) => code))
}

async function measureOne(name: string, args: string[]): Promise<Outcome> {
  const { judged = [], options, load } = benchOf(name)
  const more = args.filter((word) => options.includes(`[${word}]`) && !judged.includes(word))
  const startedAt = performance.now()
  const measure = await load()
  const code = await measure([...judged, ...more]).catch((error: unknown) => {
    console.error(error)
    return 1
  })
  return { name, code, seconds: (performance.now() - startedAt) / 1000 }
}

function summarize(outcomes: Outcome[]): void {
  console.log('\nSummary\n')
  printRow(['', 'figure', 'measured', 'at most', 'goal', ''])
  for (const { bench, figure, value, limit, goal, isExceeded } of judgements)
    printRow([
      ...[bench, figure, value?.toFixed(2) ?? 'left out', String(limit), goal?.toString() ?? ''],
      isExceeded ? 'BEYOND' : ''
    ])
  console.log()
  for (const { name, code, seconds } of outcomes)
    console.log(
      `${name.padEnd(10)}${code ? 'FAILED' : 'ok    '}${seconds.toFixed(0).padStart(5)} s`
    )
}

function printRow([bench = '', figure = '', ...others]: string[]): void {
  const [measured = '', limit = '', goal = '', verdict = ''] = others
  const numbers = [measured, limit, goal].map((cell) => cell.padStart(10)).join('')
  console.log(`${bench.padEnd(10)}${figure.padEnd(27)}${numbers}  ${verdict}`.trimEnd())
}
