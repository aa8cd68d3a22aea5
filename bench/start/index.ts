import { rmSync } from 'node:fs'
import { commandLine } from '../../test/support/project'
import { stackHome } from '../../tools/common/running-stack'
import { throwAwayDir } from '../../tools/mysql'
import { PROJECT } from '../support/back-end'
import { freePort } from '../support/free-port'
import { type BenchOptions, type Figures, judge, readOptions } from '../support/limits'
import { percentile } from '../support/percentile'
import { measureEdit } from './edit'
import { timeSteps } from './steps'

/** What the commands print when they are there, and npm start before that. */
const READY = /^gateway +http/m
const DATABASE_IS_READY = /^mysql +M/m

const THERE = /there/
const SAY_SO = 'console.log("there")'

/**
 * Where the time of a start goes: for npm start on a fresh clone and later, and for npm run mock,
 * how long after its start a process got how far; and from saving the contract to the answer that
 * has the edit. Options: --check, --json, --save, --rounds N. Returns the exit code.
 */
export function bench(args: string[]): Promise<number> {
  const options = readOptions(args, { rounds: 7, quick: 3 })
  return judge('start', () => measure(options), options)
}

async function measure({ rounds }: BenchOptions): Promise<Figures> {
  const runs: Figures[] = []
  for (let round = 0; round < rounds; round++) runs.push(await runRound())
  const middle = (name: string) =>
    percentile(
      runs.map((run) => run[name] ?? NaN),
      0.5
    )
  const names = Object.keys(runs[0] ?? {})
  return {
    ...Object.fromEntries<number>(names.map((name) => [name, middle(name)])),
    editMs: await measureEdit()
  }
}

async function runRound(): Promise<Figures> {
  return {
    nodeMs: await timeUntil(THERE, ['-e', SAY_SO]),
    tsxMs: await timeUntil(THERE, importOf('node:path')),
    mockModulesMs: await timeUntil(THERE, importOf('./tools/gateway/commands/mock.ts')),
    mockMs: await timeUntil(READY, commandLine('mock', '--port', '0')),
    modulesMs: await timeUntil(THERE, importOf('./tools/stack/commands/start.ts')),
    ...(await startTwice())
  }
}

/** The first start has neither a database nor what tsx has compiled; the second one has both. */
async function startTwice(): Promise<Figures> {
  const port = await freePort()
  const temporary = await throwAwayDir()
  const env = { PORT: String(port), TMPDIR: temporary, TEMP: temporary, DATABASE_URL: '' }
  const start = () => timeSteps(commandLine('start'), [DATABASE_IS_READY, READY], env)
  try {
    const [firstDatabaseMs = NaN, firstMs = NaN] = await start()
    const [laterDatabaseMs = NaN, laterMs = NaN] = await start()
    return { firstDatabaseMs, firstMs, laterDatabaseMs, laterMs }
  } finally {
    rmSync(stackHome(PROJECT, port).home, { recursive: true, force: true })
    rmSync(temporary, { recursive: true, force: true })
  }
}

async function timeUntil(step: RegExp, args: string[]): Promise<number> {
  const [ms = NaN] = await timeSteps(args, [step])
  return ms
}

/** Node's arguments to load a module as the command line does, and say so. */
function importOf(module: string): string[] {
  return ['--import', 'tsx', '-e', `import('${module}').then(() => ${SAY_SO})`]
}
