import { setTimeout as delay } from 'node:timers/promises'

/** How long after a change reading it may still show what was there before. */
const LAG_MS = 5000
const FIRST_PAUSE_MS = 150
const MAX_PAUSE_MS = 1000
const REPORT_MS = 5000

/**
 * Reads until what is found is as it should be, or for about five seconds. Resolves to what was
 * read last, whatever it is.
 */
export async function readUntil<Found>(
  read: () => Promise<Found>,
  isRight: (found: Found) => boolean,
  withinMs = LAG_MS
): Promise<Found> {
  const startedAt = performance.now()
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    const found = await read()
    if (isRight(found) || performance.now() - startedAt + pauseMs > withinMs) return found
    await delay(pauseMs)
  }
}

/**
 * Reads like `readUntil`, and logs every five seconds that it still waits for `what`. Throws when
 * `signal` is aborted.
 */
export function waitFor<Found>(
  what: string,
  { read, isRight, withinMs, log, signal }: Waiting<Found>
): Promise<Found> {
  const startedAt = performance.now()
  let reportAtMs = REPORT_MS
  const readAgain = () => {
    signal?.throwIfAborted()
    const waitedMs = performance.now() - startedAt
    if (waitedMs >= reportAtMs) {
      log(`waiting for ${what}, ${Math.round(waitedMs / 1000)} s so far`)
      reportAtMs += REPORT_MS
    }
    return read()
  }
  return readUntil(readAgain, isRight, withinMs)
}

interface Waiting<Found> {
  read: () => Promise<Found>
  isRight: (found: Found) => boolean
  withinMs: number
  log: (line: string) => void
  signal?: AbortSignal
}
