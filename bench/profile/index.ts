import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildFunctions } from '../../tools/build'
import { PROJECT, spawnProgram, startBackEnd } from '../support/back-end'
import { readCount, readName } from '../support/usage'

const KINDS = ['login', 'session']

/** CPU time per call in µs, by layer. */
export type Shares = Record<string, number>

/**
 * Where a warm call's CPU time goes, at the event door: `login` or `session`, by layer. Options:
 * --runs N, --save FOLDER (`login.cpuprofile`, which Chromium's DevTools show as a flame graph).
 * Returns the exit code.
 */
export async function bench(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { runs: { type: 'string', default: '4000' }, save: { type: 'string' } }
  })
  const { save } = values
  const runs = String(readCount('runs', values.runs))
  const names = positionals.length ? positionals.map((name) => readName(name, KINDS)) : KINDS
  const backEnd = await startBackEnd()
  const dir = mkdtempSync(path.join(tmpdir(), 'profiled-'))
  try {
    // readable, so that a line of the bundle can be traced to its module
    const readable = { minifySyntax: false, minifyWhitespace: false }
    await buildFunctions(PROJECT, dir, readable)
    for (const name of names) {
      const file = save === undefined ? [] : [path.resolve(save, `${name}.cpuprofile`)]
      print(name, await profile([name, dir, runs, ...file], backEnd.environment))
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
    await backEnd.stop()
  }
  return 0
}

async function profile(args: string[], environment: Record<string, string>): Promise<Shares> {
  const program = spawnProgram([path.join(__dirname, 'program.ts'), ...args], environment)
  const shares = once(program, 'message').then(([message]) => message as Shares)
  const ended = once(program, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`the profiled process ended with ${String(code)}`)
  })
  await Promise.all([shares, ended])
  return shares
}

function print(name: string, shares: Shares): void {
  const sum = Object.values(shares).reduce((left, right) => left + right, 0)
  console.log(`\n${name}: ${sum.toFixed(0)} µs of CPU per call`)
  const sorted = Object.entries(shares).sort(([, left], [, right]) => right - left)
  for (const [layer, us] of sorted) {
    const percent = ((100 * us) / sum).toFixed(1)
    console.log(`${layer.padEnd(42)}${us.toFixed(1).padStart(8)} µs${percent.padStart(7)} %`)
  }
}
