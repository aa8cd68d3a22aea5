import { localTime, timeSince, timeUntil } from '../../miniprogram/pages/common/times'

const now = new Date(2030, 0, 1, 16, 0)
const iso = (...at: [number, number, number, number, number]) => new Date(...at).toISOString()

test('a moment is told in local time, with the year only where it is another one', () => {
  expect(localTime(iso(2030, 0, 2, 6, 5), now)).toBe('1月2日 06:05')
  expect(localTime(iso(2029, 11, 31, 23, 59), now)).toBe('2029年12月31日 23:59')
})

test.each([
  [-60_000, '已到期'],
  [20_000, '不到 1 分钟后'],
  [25 * 60_000, '25 分钟后'],
  [59.6 * 60_000, '1 小时后'],
  [24 * 3_600_000 - 900, '24 小时后'],
  [47 * 3_600_000, '47 小时后'],
  [7 * 24 * 3_600_000, '7 天后']
])('%d ms from now is "%s"', (ms, words) => {
  expect(timeUntil(new Date(now.getTime() + ms).toISOString(), now)).toBe(words)
})

test.each([
  [-60_000, '刚刚'],
  [5 * 60_000, '刚刚'],
  [25 * 60_000, '25 分钟前'],
  [59.6 * 60_000, '1 小时前'],
  [47 * 3_600_000, '47 小时前'],
  [7 * 24 * 3_600_000, '7 天前']
])('%d ms ago is "%s"', (ms, words) => {
  expect(timeSince(new Date(now.getTime() - ms).toISOString(), now)).toBe(words)
})
