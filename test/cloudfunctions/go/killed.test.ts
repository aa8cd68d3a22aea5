import { clickUnderFire, killChildren } from '../../../bench/events/under-fire'
import { startTestStack, type TestStack } from '../../support/stack'
import { clicksOf, placeAd, workEvents } from './clicks'

const CLICKS = 400

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
  await placeAd(stack, 'spring-sale', 'https://shop.example.com/')
})
afterAll(() => stack.stop())

it('counts each answered click once while functions, processors and connections are killed', async () => {
  if (process.platform === 'win32') return
  let killed = 0
  const report = await clickUnderFire({
    url: stack.url,
    scf: stack.scf,
    ad: 'spring-sale',
    clicks: CLICKS,
    atOnce: 10,
    everyMs: 60,
    shots: [
      () => (killed += killChildren('events.js')),
      () => (killed += killChildren('go.js')),
      () => {
        stack.proxy.refuse(true)
        stack.proxy.refuse(false)
      },
      () => stack.proxy.loseAnswerTo(/COMMIT$/),
      () => stack.proxy.loseAnswerTo(/^INSERT INTO events/)
    ]
  })
  // the claims of those that were killed end after a minute
  await stack.database.query("UPDATE events SET due_at = '2020-01-01' WHERE state = 'waiting'")
  while ((await workEvents(stack))?.done !== 0);

  const [stored] = await stack.database.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM events WHERE kind = 'ad-clicked' AND state = 'done'"
  )
  const [all] = await stack.database.query<{ n: number }>('SELECT COUNT(*) AS n FROM events')
  const lost = stack.lines.filter((line) => line.includes('CLICK_LOST')).length
  const counted = await clicksOf(stack, 'spring-sale')
  expect(killed).toBeGreaterThan(2)
  expect(report.answered + report.unanswered).toBe(CLICKS)
  expect(counted).toBe(Number(stored?.n))
  expect(counted).toBe(Number(all?.n))
  expect(counted).toBeGreaterThanOrEqual(report.answered - lost)
  expect(counted).toBeLessThanOrEqual(CLICKS)
}, 120_000)
