import { adClicked } from '../../../cloudfunctions/go/ad-clicked'
import { handlers } from '../../../cloudfunctions/go/events'
import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { startTestStack, type TestStack } from '../../support/stack'
import { startProcessor } from '../events/processor'
import { placeAd, statsOf, workEvents } from './clicks'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

it('counts by ad and by the hour of the click, oldest first', async () => {
  await placeAd(stack, 'spring', 'https://shop.example.com/')
  await placeAd(stack, 'summer', 'https://shop.example.com/')
  const { events, database } = await startProcessor(stack.database.url, handlers)
  for (const [ad, at] of [
    ['spring', '2030-01-01T09:00:00.000Z'],
    ['spring', '2030-01-01T08:59:59.999Z'],
    ['summer', '2030-01-01T08:30:00.000Z'],
    ['spring', '2030-01-01T08:00:00.000Z']
  ] as const)
    await events.add(startDeadline(5000), adClicked, { ad, at })
  expect(await statsOf(stack, 'spring')).toEqual({ total: 0, hours: [] })
  expect(await workEvents(stack)).toMatchObject({ done: 4 })
  expect(await statsOf(stack, 'spring')).toEqual({
    total: 3,
    hours: [
      { hour: '2030-01-01T08:00:00.000Z', clicks: 2 },
      { hour: '2030-01-01T09:00:00.000Z', clicks: 1 }
    ]
  })
  expect(await statsOf(stack, 'summer')).toMatchObject({ total: 1 })
  await database.end()
})

it('answers 404 for an unknown ad', async () => {
  expect((await stack.fetch('/go/autumn/stats')).status).toBe(404)
})
