import { onEvents } from '../shared/events/handler'
import { adClicked } from './ad-clicked'

const COUNT = `INSERT INTO ad_clicks (ad, hour, clicks) VALUES (?, ?, ?)
  ON DUPLICATE KEY UPDATE clicks = clicks + ?`
/** 2030-01-01T08 */
const HOUR_LENGTH = 13

export const handlers = [
  onEvents(adClicked, async (clicks, { change }) => {
    const counts = new Map<string, number>()
    for (const { payload } of clicks) {
      const place = payload.at.slice(0, HOUR_LENGTH) + payload.ad
      counts.set(place, (counts.get(place) ?? 0) + 1)
    }
    // in the same order everywhere, so that two processors never wait for each other in a circle
    for (const [place, count] of [...counts].sort()) {
      const hour = new Date(`${place.slice(0, HOUR_LENGTH)}:00:00Z`)
      await change(COUNT, [place.slice(HOUR_LENGTH), hour, count, count])
    }
  })
]
