import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import { interruptible } from '../common/signals'

const DEADLINE_MS = 15 * 60_000

/**
 * The framework asks its makers for updates, reports to them, asks where in the world it is (and
 * then starts another, dead tool for mainland China), and asks questions at a terminal. None of it
 * here.
 */
const QUIET = {
  SLS_GEO_LOCATION: 'no-cn',
  SLS_TELEMETRY_DISABLED: '1',
  SLS_TRACKING_DISABLED: '1',
  SLS_DISABLE_AUTO_UPDATE: '1',
  SLS_NOTIFICATIONS_MODE: 'off',
  SLS_INTERACTIVE_SETUP_ENABLE: '0',
  CI: '1'
}

/** Before each error it says where its makers take reports: they know nothing of this project. */
const NOT_OURS = /^(Environment|Docs|Support|Bugs): /

/** What an interruption leaves. */
const AFTER = {
  deploy: 'interrupted: deploy again, it mends what is half-made',
  plan: 'interrupted: nothing was changed'
}

/**
 * Runs a command of the Serverless Framework for a stage. Its output is shown as it comes. Gives its
 * exit code; throws an Error when it does not end.
 */
export function runServerless(
  command: keyof typeof AFTER,
  { stage, env }: Omit<Run, 'signal'>
): Promise<number> {
  const program = path.join(
    __dirname,
    '../../deploy',
    'node_modules',
    'serverless',
    'bin',
    'serverless.js'
  )
  return interruptible((signal) => run(program, command, { stage, env, signal }), AFTER[command])
}

function run(program: string, command: string, { stage, env, signal }: Run): Promise<number> {
  const child = spawn(process.execPath, [program, command, '--stage', stage], {
    cwd: path.join(__dirname, '../../deploy'),
    env: { ...env, ...QUIET },
    stdio: ['ignore', 'inherit', 'pipe']
  })
  createInterface(child.stderr).on('line', (line) => {
    if (!NOT_OURS.test(stripVTControlCharacters(line))) console.error(line)
  })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`serverless ${command} did not end within ${DEADLINE_MS / 60_000} minutes`))
    }, DEADLINE_MS)
    // it has children of its own, and may be told twice: a terminal tells all of its processes
    signal.addEventListener('abort', () => child.kill('SIGTERM'))
    child.once('error', reject).once('close', (code) => {
      clearTimeout(late)
      if (code !== 0 && signal.aborted) reject(signal.reason as Error)
      else resolve(code ?? 1)
    })
  })
}

interface Run {
  stage: string
  env: Record<string, string | undefined>
  signal: AbortSignal
}
