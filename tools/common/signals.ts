const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** npm and a terminal both pass a signal on: the same Ctrl-C arrives twice within this time. */
const SAME_SIGNAL_MS = 1000
const PARENT_CHECK_MS = 1000

/**
 * Runs `stop` once, at the first signal, and exits: 0 when everything has ended, 1 when that failed.
 * A later signal ends the process at once (130). Returns `stop` for use without a signal. Under
 * `npm run`, the end of npm's shell counts as a signal too: that shell dies of SIGTERM without
 * passing it on.
 */
export function stopOnSignal(stop: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined
  let signalledAt = 0
  const stopOnce = () => (stopping ??= stop())
  const end = () => {
    if (signalledAt && performance.now() - signalledAt > SAME_SIGNAL_MS) process.exit(130)
    if (signalledAt) return
    signalledAt = performance.now()
    console.log('\nstopping ...')
    stopOnce().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      }
    )
  }
  for (const signal of SIGNALS) process.on(signal, end)
  if (process.env.npm_lifecycle_event) onceOrphaned(end)
  return stopOnce
}

function onceOrphaned(act: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    act()
  }, PARENT_CHECK_MS).unref()
}

/**
 * Does work that Ctrl-C, a cancelled job or a closed terminal must not leave half done: they abort
 * its signal, with `reason` as the error's message. Once the work has cleaned up and thrown, prints
 * what it threw and exits as a shell expects (130, 143, 129).
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  reason = ''
): Promise<T> {
  const abort = new AbortController()
  let code = 0
  const stop = (_name: NodeJS.Signals, number: number) => {
    code ||= 128 + number
    abort.abort(new Error(reason))
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
