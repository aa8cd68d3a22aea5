import { execFile } from 'node:child_process'
import { basename } from 'node:path'

export interface RunOptions {
  timeoutMs: number
  env?: Record<string, string>
  /** Written to its standard input, which is then closed */
  input?: string
  signal?: AbortSignal
}

/**
 * Runs a program to its end and gives its standard output. Rejects, with the last lines it wrote, when it fails,
 * and kills it when `timeoutMs` is over or `signal` aborts.
 */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { timeoutMs, env, input, signal } = options
  return new Promise((resolve, reject) => {
    const settings = {
      env: { ...process.env, ...env },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: 16 * 1024 * 1024,
      windowsHide: true,
      signal
    } as const
    const child = execFile(file, [...args], settings, (error, stdout, stderr) => {
      if (!error) return resolve(stdout)
      const reason = lastLines(stderr || stdout) || error.message
      const timedOut = error.killed && !signal?.aborted
      const what = timedOut ? `took longer than ${timeoutMs / 1000} s` : 'failed'
      reject(new Error(`${basename(file)} ${what}: ${reason}`, { cause: error }))
    })
    // a program that dies early closes its input; its exit code tells more than EPIPE does
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** The end of a log, short enough for an error message. */
export function lastLines(text: string, count = 12): string {
  return text.trim().split('\n').slice(-count).join('\n')
}
