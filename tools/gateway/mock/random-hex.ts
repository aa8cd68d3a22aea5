import { randomBytes } from 'node:crypto'

/** Asking for random bytes costs the same for 16 as for thousands. */
const BATCH_BYTES = 4096

let batch = ''
let used = 0

/** Digits that nobody can guess, at most 64. */
export function randomHex(digits: number): string {
  if (used + digits > batch.length) {
    batch = randomBytes(BATCH_BYTES).toString('hex')
    used = 0
  }
  used += digits
  return batch.slice(used - digits, used)
}
