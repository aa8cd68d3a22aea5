import { networkOf } from '../../../tools/contract/door/caller-address'
import { Failure } from '../core/failure'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { loginSettings } from '../settings/sections'

/** Per minute, address and instance. */
const MOST_REFUSED = 60
const WINDOW_MS = 60_000
const REFUSALS = ['CODE_INVALID', 'CODE_USED']

interface RefusedCodes {
  /** Throws RATE_LIMITED for an address whose codes have been refused too often of late. */
  check(address: string | undefined): void
  /** Counts a failed exchange, if it was for the code. */
  note(address: string | undefined, error: unknown): void
}

/**
 * Keeps a flood of made-up codes away from WeChat, which counts our calls. In memory, so that it
 * costs a login nothing; LOGINS_PER_ADDRESS=0 switches it off, too (docs/decisions/0007).
 */
export const refusedCodes = part({
  settings: loginSettings,
  needs: { clock },
  make({ clock }, { loginsPerAddress }): RefusedCodes {
    const counts = new Map<string, number>()
    let endsAt = 0

    function countOf(network: string): number {
      const now = clock().getTime()
      // also after the clock was set back
      if (now >= endsAt || now < endsAt - WINDOW_MS) {
        counts.clear()
        endsAt = now + WINDOW_MS
      }
      return counts.get(network) ?? 0
    }

    return {
      check(address) {
        if (address === undefined || countOf(networkOf(address)) < MOST_REFUSED) return
        const seconds = Math.max(1, Math.ceil((endsAt - clock().getTime()) / 1000))
        throw new Failure('RATE_LIMITED', {
          headers: { 'retry-after': String(seconds) },
          detail: { limit: 'refused codes' }
        })
      },
      note(address, error) {
        const isRefusal = error instanceof Failure && REFUSALS.includes(error.code)
        if (!isRefusal || address === undefined || loginsPerAddress === 0) return
        const network = networkOf(address)
        counts.set(network, countOf(network) + 1)
      }
    }
  }
})
