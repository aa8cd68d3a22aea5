import { type CallReply } from '../../api/reply'
import { grouped } from '../common/numbers'
import { localTime } from '../common/times'

export interface HourRow {
  hour: string
  time: string
  clicks: string
  /** Length of its bar, in percent of the longest. */
  percent: number
}

/** The most that fit onto a page; the newest are at the top. */
const HOURS = 24

export function hourRows({ result: { hours }, serverTimeMs }: CallReply<'getAdStats'>): HourRow[] {
  const shown = hours.slice(-HOURS).reverse()
  const most = Math.max(...shown.map(({ clicks }) => clicks))
  const now = new Date(serverTimeMs)
  return shown.map(({ hour, clicks }) => ({
    hour,
    clicks: grouped(clicks),
    time: localTime(hour, now),
    percent: Math.max(2, Math.round((clicks / most) * 100))
  }))
}
