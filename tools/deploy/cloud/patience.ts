import { setTimeout as delay } from 'node:timers/promises'

/** How long after a change reading it may still show what was there before. */
const LAG_MS = 5000
const FIRST_PAUSE_MS = 150
const MAX_PAUSE_MS = 1000

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
