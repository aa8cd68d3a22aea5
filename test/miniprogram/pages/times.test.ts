import { localTime, timeSince } from '../../../miniprogram/pages/common/times'

const NOW = new Date(2030, 0, 1, 16, 0)
const iso = (...at: [number, number, number, number, number]) => new Date(...at).toISOString()

it.each([
  [iso(2030, 0, 1, 0, 0), '今天 00:00'],
  [iso(2030, 0, 1, 23, 59), '今天 23:59'],
  [iso(2030, 0, 2, 6, 5), '明天 06:05'],
  [iso(2029, 11, 31, 23, 59), '昨天 23:59'],
  [iso(2030, 0, 3, 0, 0), '1月3日 00:00'],
  [iso(2029, 11, 30, 23, 59), '2029年12月30日 23:59']
])('formats %s in local time as "%s", with the year only where it differs', (at, words) => {
  expect(localTime(at, NOW)).toBe(words)
})

it.each([
  [-60_000, '刚刚'],
  [5 * 60_000, '刚刚'],
  [25 * 60_000, '25 分钟前'],
  [59.6 * 60_000, '1 小时前'],
  [47 * 3_600_000, '47 小时前'],
  [7 * 24 * 3_600_000, '7 天前']
])('describes %d ms ago as "%s"', (ms, words) => {
  expect(timeSince(new Date(NOW.getTime() - ms).toISOString(), NOW)).toBe(words)
})
