import { randomBytes, randomFillSync } from 'node:crypto'

/** Drawn at once: a draw costs far more than the bytes that it brings. */
const DRAWN_BYTES = 2048

const drawn = Buffer.alloc(DRAWN_BYTES)
let used = DRAWN_BYTES

/** What `randomBytes` returns, for the identifiers and nonces that every login needs. */
export function takeRandom(bytes: number): Buffer {
  if (bytes > DRAWN_BYTES) return randomBytes(bytes)
  if (used + bytes > DRAWN_BYTES) {
    randomFillSync(drawn)
    used = 0
  }
  const place = drawn.subarray(used, used + bytes)
  used += bytes
  const taken = Buffer.from(place)
  // a key or nonce that was handed out must not stay in memory here
  place.fill(0)
  return taken
}
