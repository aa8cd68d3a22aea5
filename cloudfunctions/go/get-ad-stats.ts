import { Failure } from '../shared/core/failure'
import { database } from '../shared/database/database'
import { operation } from '../shared/http/operation'
import { ads } from './ads'

const HOURS = 168

/** GET /go/{ad}/stats: clicks of an ad that have been counted so far. */
export const getAdStats = operation(
  'getAdStats',
  { ads, database },
  async ({ path: { ad }, deadline }, { ads, database }) => {
    if ((await ads.findUrl(ad, deadline)) === undefined)
      throw new Failure('NOT_FOUND', { message: 'There is no such ad' })
    const [sum] = await database.run<{ total: number | null }>(
      'SELECT SUM(clicks) AS total FROM ad_clicks WHERE ad = ?',
      [ad],
      deadline
    )
    const hours = await database.run<{ hour: Date; clicks: number }>(
      `SELECT hour, clicks FROM ad_clicks WHERE ad = ? ORDER BY hour DESC LIMIT ${HOURS}`,
      [ad],
      deadline
    )
    return {
      total: sum?.total ?? 0,
      hours: hours.reverse().map(({ hour, clicks }) => ({ hour: hour.toISOString(), clicks }))
    }
  }
)
