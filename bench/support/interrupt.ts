const running = new Set<() => Promise<void>>()

/**
 * A `stop` that also runs when the bench is interrupted before it got to it. Whatever outlives a
 * bench's own process, such as a server, is stopped by one of these.
 */
export function stoppedOnSignal(stop: () => Promise<void>): () => Promise<void> {
  const stopOnce = () => {
    running.delete(stopOnce)
    return stop()
  }
  running.add(stopOnce)
  return stopOnce
}

/** On Ctrl-C and its like: stops what runs, the latest first, and exits as a shell expects. */
export function endOnSignals(): void {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
  let isEnding = false
  for (const [name, code] of Object.entries(codes))
    process.on(name, () => {
      // npm and a terminal both pass a Ctrl-C on
      if (!isEnding) void end(code)
      isEnding = true
    })
}

function latest(): (() => Promise<void>) | undefined {
  return [...running].pop()
}

async function end(code: number): Promise<void> {
  // a bench goes on meanwhile, and may start something more
  for (let last = latest(); last; last = latest()) await last().catch(() => undefined)
  process.exit(code)
}
