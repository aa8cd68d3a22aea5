/**
 * Runs `stop` once, at the first signal, and exits: 0 when all has ended, 1 when that failed. A
 * signal that comes later ends the process at once (130). npm passes the terminal's signal on, so
 * that it arrives twice: what comes within a second is the same one. Gives `stop`, to be called
 * without a signal too.
 */
export function stopOnSignal(stop: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined
  let signalledAt = 0
  const stopOnce = () => (stopping ??= stop())
  const end = () => {
    if (signalledAt && performance.now() - signalledAt > 1000) process.exit(130)
    if (signalledAt) return
    signalledAt = performance.now()
    console.log('\nstopping ...')
    stopOnce().then(
      () => process.exit(0),
      () => process.exit(1)
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  return stopOnce
}
