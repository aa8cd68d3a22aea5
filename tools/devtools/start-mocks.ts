import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

/**
 * Starts the gateway in mock mode where config.ts looks for it. Where the port is taken, what runs
 * there is used as it is.
 */
export async function startMocks(say: (line: string) => void): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--require', 'tsx/cjs', 'tools/gateway/start.ts', '--port', '3000'],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] }
  )
  const started = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    once(child, 'exit').then(() => false)
  ])
  child.stdout.resume()
  if (!started) say('port 3000 is taken: using the gateway that runs there')
  return child
}
