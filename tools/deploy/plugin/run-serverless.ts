import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import { interruptible } from '../../common/signals'

const DEADLINE_MS = 15 * 60_000
const REPORT_MS = 5000

/**
 * Keeps the framework from checking for updates, sending usage data, asking questions at a
 * terminal, and looking up its location, after which it would start another, abandoned tool in
 * mainland China.
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

/** With each error the framework prints where to report it; its makers do not know this project. */
const NOT_OURS = /^(Environment|Docs|Support|Bugs): /

/** Printed after an interruption, by command. */
const INTERRUPTED = {
  deploy: 'interrupted: deploy again, which completes what is half done',
  plan: 'interrupted: nothing was changed'
}

interface ServerlessRun {
  deployDir: string
  stage: string
  env: Record<string, string | undefined>
}

/**
 * Runs a command of the Serverless Framework for a stage and shows its output as it comes. Resolves
 * to its exit code; rejects when it does not end within 15 minutes.
 */
export function runServerless(
  command: keyof typeof INTERRUPTED,
  options: ServerlessRun
): Promise<number> {
  return interruptible((signal) => run(command, options, signal), INTERRUPTED[command])
}

function run(
  command: string,
  { deployDir, stage, env }: ServerlessRun,
  signal: AbortSignal
): Promise<number> {
  const program = path.join(deployDir, 'node_modules/serverless/bin/serverless.js')
  const child = spawn(process.execPath, [program, command, '--stage', stage], {
    cwd: deployDir,
    env: { ...env, ...QUIET },
    stdio: ['ignore', 'inherit', 'pipe']
  })
  // it loads hundreds of files before it says anything
  const startedAt = performance.now()
  const waiting = setInterval(() => {
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(`the Serverless Framework is starting, ${seconds} s so far`)
  }, REPORT_MS)
  createInterface(child.stderr).on('line', (line) => {
    clearInterval(waiting)
    if (!NOT_OURS.test(stripVTControlCharacters(line))) console.error(line)
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`serverless ${command} did not end within ${DEADLINE_MS / 60_000} minutes`))
    }, DEADLINE_MS)
    // SIGTERM reaches its own children too; that a terminal has signalled it already does no harm
    signal.addEventListener('abort', () => child.kill('SIGTERM'))
    child.once('error', reject).once('close', (code) => {
      clearTimeout(timer)
      clearInterval(waiting)
      if (code !== 0 && signal.aborted) reject(signal.reason as Error)
      else resolve(code ?? 1)
    })
  })
}
