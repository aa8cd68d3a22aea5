import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { PROJECT } from '../support/back-end'
import { stoppedOnSignal } from '../support/interrupt'

/**
 * Starts Node with these arguments in the project's folder and ends it once it has printed all of
 * `steps`. Resolves to when each of them was printed, in ms after the start.
 */
export async function timeSteps(
  args: string[],
  steps: RegExp[],
  env: Record<string, string> = {}
): Promise<number[]> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: PROJECT.root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit')
  const stop = stoppedOnSignal(async () => {
    child.kill()
    await ended
  })
  const times: number[] = []
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    while (steps[times.length]?.test(printed)) times.push(performance.now() - startedAt)
    if (times.length === steps.length) void stop()
  })
  await ended
  if (times.length < steps.length)
    throw new Error(`${args.join(' ')} did not get to ${steps[times.length]}:\n${printed}`)
  return times
}
