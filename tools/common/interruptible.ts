const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Does `work` that must not be left half-done by Ctrl-C, a job that is cancelled, or a terminal that
 * is closed: its signal is aborted then, with `why` for a reason. Once it has cleaned up and thrown,
 * what it threw is said, and the process ends as the shell expects (130, 143, 129).
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  why = ''
): Promise<T> {
  const abort = new AbortController()
  let code = 0
  const stop = (_name: NodeJS.Signals, number: number) => {
    code ||= 128 + number
    abort.abort(new Error(why))
  }
  for (const name of SIGNALS) process.on(name, stop)
  try {
    return await work(abort.signal)
  } catch (error) {
    if (!code) throw error
    const { message } = error as Error
    if (message) console.error(message)
    return process.exit(code)
  } finally {
    for (const name of SIGNALS) process.off(name, stop)
  }
}
