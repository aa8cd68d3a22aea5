import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

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

/**
 * Runs a command of the Serverless Framework for a stage. Its output is shown as it comes. Gives its exit code; throws an Error when it is not installed or
 * does not end.
 */
export function runServerless(
  command: 'deploy' | 'plan',
  { stage, env }: { stage: string; env: Record<string, string | undefined> }
): Promise<number> {
  const program = path.join(__dirname, 'node_modules', 'serverless', 'bin', 'serverless.js')
  if (!existsSync(program))
    throw new Error('the Serverless Framework is not installed: run npm ci --prefix deploy')
  const child = spawn(process.execPath, [program, command, '--stage', stage], {
    cwd: __dirname,
    env: { ...env, ...QUIET },
    stdio: ['ignore', 'inherit', 'inherit']
  })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`serverless ${command} did not end within ${DEADLINE_MS / 60_000} minutes`))
    }, DEADLINE_MS)
    child.once('error', reject).once('close', (code) => {
      clearTimeout(late)
      resolve(code ?? 1)
    })
  })
}
