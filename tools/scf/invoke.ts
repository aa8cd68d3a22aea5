/**
 * npm run invoke -- <function> [event.json | -]: calls one function of deploy/serverless.yml once.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openProject } from '../project'
import { findStack } from '../common/running-stack'
import { createScf } from './index'
import { readFunctions, type FunctionSettings } from '../serverless-yml'
import { timerEvent } from './timers'

const ROOT = resolve(__dirname, '..', '..')

const HELP = `npm run invoke -- <function> [event.json | -] [--timer]

Calls a function of deploy/serverless.yml once, as the platform would, with the event in the file
(-: from standard input; neither: {}). A web function is called by its handler too.

  --timer         with the event of the function's timer trigger
  --file <path>   another serverless.yml
  --dist <path>   where the bundles are; those of npm start while it runs, else dist/
  --help          this text

The function sees the environment of this command and, while npm start runs (PORT says which one),
its settings.
The result goes to standard output, all else to standard error. Exit code: 0 when the function
returned, 1 when it failed, 2 when it could not be called.`

/** Throws Errors whose message is all that a user needs. */
function prepare(args: string[]): { settings: FunctionSettings; event: unknown } | undefined {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      timer: { type: 'boolean' },
      help: { type: 'boolean' },
      file: { type: 'string', default: join(ROOT, 'deploy', 'serverless.yml') },
      dist: { type: 'string' }
    }
  })
  const [name, source] = positionals
  if (values.help) return undefined
  if (!name) throw new Error('which function? See npm run invoke -- --help')
  const stack = findStack(openProject(ROOT), console.error)
  const functions = readFunctions(values.file, {
    distDir: resolve(values.dist ?? stack?.distDir ?? join(ROOT, 'dist')),
    environment: { ...stack?.environment, ...ownEnvironment() }
  })
  const settings = functions.find((candidate) => candidate.name === name)
  if (!settings)
    throw new Error(`no function ${name}; there are ${functions.map((f) => f.name).join(', ')}`)
  if (!existsSync(settings.bundle))
    throw new Error(`${settings.bundle} does not exist: run npm run build`)
  const event = values.timer ? eventOfTimer(settings) : readEvent(source)
  return { settings: { ...settings, type: 'event' }, event }
}

/** This command's environment, but for the time zone, which is UTC on the platform. */
function ownEnvironment(): Record<string, string> {
  const given = Object.entries(process.env).filter(([name, value]) => name !== 'TZ' && value)
  return Object.fromEntries(given) as Record<string, string>
}

function eventOfTimer({ name, timers: [timer] }: FunctionSettings): unknown {
  if (!timer) throw new Error(`${name} has no timer trigger`)
  return timerEvent(timer, new Date())
}

function readEvent(source: string | undefined): unknown {
  if (source === undefined) return {}
  // npm runs scripts in the package's folder, and says where it was called
  const file = resolve(process.env.INIT_CWD ?? '.', source)
  const text = readFileSync(source === '-' ? 0 : file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${source === '-' ? 'standard input' : source} is not JSON`, { cause: error })
  }
}

/** Gives the exit code. */
async function main(args: string[]): Promise<number> {
  let prepared
  try {
    prepared = prepare(args)
  } catch (error) {
    console.error((error as Error).message)
    return 2
  }
  if (!prepared) {
    console.log(HELP)
    return 0
  }
  const { settings, event } = prepared
  const scf = createScf({ functions: [settings], log: (line) => console.error(line) })
  const { returned, failure } = await scf.invoke(settings.name, event)
  await scf.stop()
  console.log(returned ?? failure)
  return failure === undefined ? 0 : 1
}

if (require.main === module)
  void main(process.argv.slice(2)).then((exitCode) => (process.exitCode = exitCode))
