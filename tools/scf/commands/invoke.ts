/** npm run cli -- invoke: calls one function of deploy/serverless.yml once. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { withUsage } from '../../common/command'
import { findStack } from '../../common/running-stack'
import { type Project } from '../../project'
import { type FunctionSettings, readFunctions } from '../../serverless-yml'
import { createScf } from '../index'
import { timerEvent } from '../timers'

const USAGE = `npm run cli -- invoke <function> [event.json | -] [--timer]

Calls a function of deploy/serverless.yml once, as the platform would, with the event in the file
(-: from standard input; neither: {}). A web function is called by its handler too.

  --timer         with the event of the function's timer trigger
  --file <path>   another serverless.yml
  --dist <path>   where the bundles are; by default those of a running npm start, else dist/
  --help          this text

The function sees the environment of this command and, while npm start runs on PORT (3000), the
settings of that.
The result goes to standard output, everything else to standard error. Exit code: 0 when the
function returned, 1 when it failed, 2 when it could not be called.`

interface PreparedCall {
  settings: FunctionSettings
  event: unknown
}

export const invoke = withUsage(USAGE, async (project, args) => {
  let call: PreparedCall
  try {
    call = prepare(project, args)
  } catch (error) {
    console.error((error as Error).message)
    return 2
  }
  const scf = createScf({ functions: [call.settings], log: (line) => console.error(line) })
  const { returned, failure } = await scf.invoke(call.settings.name, call.event)
  await scf.stop()
  console.log(returned ?? failure)
  return failure === undefined ? 0 : 1
})

/** Throws an Error for people when the call is impossible. */
function prepare(project: Project, args: string[]): PreparedCall {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      timer: { type: 'boolean' },
      file: { type: 'string', default: project.serverlessFile },
      dist: { type: 'string' }
    }
  })
  const [name, source] = positionals
  if (!name) throw new Error('which function? See npm run cli -- invoke --help')
  const stack = findStack(project, console.error)
  const functions = readFunctions(values.file, {
    distDir: path.resolve(values.dist ?? stack?.distDir ?? project.distDir),
    environment: { ...stack?.environment, ...ownEnvironment() }
  })
  const settings = functions.find((candidate) => candidate.name === name)
  if (!settings) {
    const names = functions.map((known) => known.name).join(', ')
    throw new Error(`there is no function ${name}, only ${names}`)
  }
  if (!existsSync(settings.bundle))
    throw new Error(`${settings.bundle} does not exist: run npm run build`)
  const event = values.timer ? eventOfTimer(settings) : readEvent(source)
  return { settings: { ...settings, type: 'event' }, event }
}

/** This command's environment without its time zone, which is UTC on the platform. */
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
  // npm runs scripts in the package's folder; this is where npm itself was started
  const file = path.resolve(process.env.INIT_CWD ?? '.', source)
  const text = readFileSync(source === '-' ? 0 : file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${source === '-' ? 'standard input' : source} is not JSON`, { cause: error })
  }
}
