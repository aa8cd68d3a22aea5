import { execFile } from 'node:child_process'
import path from 'node:path'

export interface RunOptions {
  timeoutMs: number
  /** Added to this process's environment. */
  env?: Record<string, string>
  /** Written to the program's standard input, which is then closed. */
  input?: string
  signal?: AbortSignal
}

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024

/**
 * Runs a program and resolves to its standard output. Kills it after `timeoutMs` or when `signal`
 * aborts. Rejects with the last lines of its output when it fails.
 */
export function run(file: string, args: string[], options: RunOptions): Promise<string> {
  const { timeoutMs, env, input, signal } = options
  return new Promise((resolve, reject) => {
    const settings = {
      env: { ...process.env, ...env },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT_BYTES,
      windowsHide: true,
      signal
    } as const
    const child = execFile(file, args, settings, (error, stdout, stderr) => {
      if (!error) return resolve(stdout)
      const reason = lastLines(stderr || stdout) || error.message
      const isLate = error.killed && !signal?.aborted
      const what = isLate ? `took longer than ${timeoutMs / 1000} s` : 'failed'
      reject(new Error(`${path.basename(file)} ${what}: ${reason}`, { cause: error }))
    })
    // a program that dies early closes its input; its exit code is more telling than EPIPE
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** The end of a log, short enough for an error message. */
export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-12).join('\n')
}
