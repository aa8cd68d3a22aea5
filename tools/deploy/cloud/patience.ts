const LAG_MS = 5000
const FIRST_PAUSE_MS = 150
const MAX_PAUSE_MS = 1000
const FIRST_REPORT_MS = 2000
const REPORT_MS = 5000

interface Waiting<Found> {
  read: () => Promise<Found>
  isRight: (found: Found) => boolean
  withinMs: number
  /** How things stand, such as: login is Updating */
  describe: (found: Found) => string
  /** Receives a line after two seconds, and then every five */
  log: (line: string) => void
  signal?: AbortSignal
}

/**
 * Reads until what is found is as it should be, or until `withinMs` have passed. Resolves to what
 * was read last, whatever it is. Throws when `signal` is aborted.
 */
export async function waitFor<Found>({
  read,
  isRight,
  withinMs,
  describe,
  log,
  signal
}: Waiting<Found>): Promise<Found> {
  const startedAt = performance.now()
  let reportAtMs = FIRST_REPORT_MS
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    const found = await read()
    const waitedMs = performance.now() - startedAt
    if (isRight(found) || waitedMs + pauseMs > withinMs) return found
    if (waitedMs >= reportAtMs) {
      log(`${describe(found)}: waiting, ${Math.round(waitedMs / 1000)} s so far`)
      reportAtMs += REPORT_MS
    }
    await pause(pauseMs)
    signal?.throwIfAborted()
  }
}

/**
 * Waits in the same way, silently, by default for as long as reading may show what was there before
 * a change.
 */
export function readUntil<Found>(
  read: () => Promise<Found>,
  isRight: (found: Found) => boolean,
  withinMs = LAG_MS
): Promise<Found> {
  return waitFor({ read, isRight, withinMs, describe: String, log: () => undefined })
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
