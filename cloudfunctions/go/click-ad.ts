import { startDeadline } from '../shared/core/deadline'
import { Failure } from '../shared/core/failure'
import { describeError, log } from '../shared/core/log'
import { events } from '../shared/events/events'
import { operation } from '../shared/http/operation'
import { reply } from '../shared/http/reply'
import { clock } from '../shared/parts/clock'
import { adClicked } from './ad-clicked'
import { ads } from './ads'

/** A person waits for the redirect: no longer than this for our own count. */
const STORE_MS = 1500

/**
 * GET /go/{ad}: stores the click and redirects. Without the database a click redirects all the same
 * where this instance knows the ad, and the log says what was lost (docs/decisions/0022).
 */
export const clickAd = operation(
  'clickAd',
  { ads, events, clock },
  async ({ path: { ad }, deadline }, { ads, events, clock }) => {
    const at = clock().toISOString()
    const waiting = startDeadline(deadline.atMost(STORE_MS))
    const location = await ads.findUrl(ad, waiting)
    if (location === undefined) throw new Failure('NOT_FOUND', { message: 'There is no such ad' })
    await events.add(waiting, adClicked, { ad, at }).catch((error: unknown) => {
      log('error', { event: 'CLICK_LOST', ad, at, ...describeError(error) })
    })
    return reply(302, undefined, { headers: { location } })
  }
)
