import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { stoppedOnSignal } from '../support/interrupt'

export interface MeasuredServer {
  name: string
  url: string
  /** User and system time of the process. */
  cpuMicros(): Promise<number>
  stop(): Promise<void>
}

const START_MS = 20_000

/** Starts a Node program that prints its URL; resolves at its first answer on `probe`. */
export async function startServer(
  name: string,
  args: string[],
  probe: string,
  env: Record<string, string> = {}
): Promise<MeasuredServer> {
  const child = spawn(
    process.execPath,
    ['--require', path.join(__dirname, '../support/report-usage.cjs'), ...args],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }
  )
  const ended = once(child, 'exit')
  const stop = stoppedOnSignal(async () => {
    child.kill()
    await ended
  })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${name} did not start`)), START_MS)
      child.stdout?.on('data', (data: Buffer) => {
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(data.toString()) ?? []
        if (!found) return
        clearTimeout(timer)
        resolve(found)
      })
    })
    await untilAnswers(url + probe)
    return {
      name,
      url,
      async cpuMicros() {
        child.send('cpu')
        const [usage] = (await once(child, 'message')) as [NodeJS.CpuUsage]
        return usage.user + usage.system
      },
      stop
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function untilAnswers(url: string): Promise<void> {
  const deadline = performance.now() + START_MS
  for (;;)
    try {
      await fetch(url, { signal: AbortSignal.timeout(START_MS) })
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
}
