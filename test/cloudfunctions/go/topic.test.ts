import { killChildren } from '../../../bench/events/under-fire'
import { PARTITIONS } from '../../../tools/scf/topics'
import { readFunctions } from '../../../tools/serverless-yml'
import { project } from '../../support/project'
import { startTestStack, type TestStack } from '../../support/stack'
import { clicksOf, placeAd } from './clicks'

const CLICKS = 500

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack({}, undefined, { minuteMs: 20, lingerMs: 5 })
  await placeAd(stack, 'spring-sale', 'https://shop.example.com/')
  // as with a CKafka trigger in serverless.yml
  const { distDir, serverlessFile } = project
  const functions = readFunctions(serverlessFile, { distDir, environment: stack.environment })
  const topics = [{ topic: 'ad-clicked', maxMessages: 50, retries: 100, enabled: true }]
  const own = { topics, maxInstances: PARTITIONS + 1 }
  stack.scf.configure(
    functions.map((each) => (each.name === 'events' ? { ...each, ...own } : each))
  )
})
afterAll(() => stack.stop())

it('counts the clicks of a topic once, in the function as it is, while processors are killed', async () => {
  const at = '2030-01-01T08:00:00.000Z'
  const body = JSON.stringify({ ad: 'spring-sale', at })
  let killed = 0
  for (let i = 0; i < 10; i++) {
    stack.scf.send(
      'ad-clicked',
      Array.from({ length: CLICKS / 10 }, () => ({ body }))
    )
    if (i % 3 === 1) killed += killChildren('events.js')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  while ((await clicksOf(stack, 'spring-sale')) < CLICKS)
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await clicksOf(stack, 'spring-sale')).toBe(CLICKS)
  expect(killed).toBeGreaterThan(0)
  const offsets = await stack.database.query<{ n: number }>(
    "SELECT SUM(next_offset) AS n FROM event_offsets WHERE topic = 'ad-clicked'"
  )
  expect(Number(offsets[0]?.n)).toBe(CLICKS)
}, 60_000)

it('holds up nothing behind a message that cannot be read', async () => {
  const before = await clicksOf(stack, 'spring-sale')
  const good = JSON.stringify({ ad: 'spring-sale', at: '2030-01-01T09:00:00.000Z' })
  stack.scf.send('ad-clicked', [
    { key: 'a', body: 'not JSON' },
    { key: 'a', body: good }
  ])
  stack.scf.send('ad-clicked', [{ key: 'a', body: good }])
  while ((await clicksOf(stack, 'spring-sale')) < before + 2) {
    await stack.scf.invoke('events', { Type: 'Timer' })
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const rows = await stack.database.query<{ kind: string; state: string }>(
    "SELECT kind, state FROM events WHERE state <> 'done'"
  )
  expect(rows).toEqual([{ kind: 'ad-clicked', state: 'waiting' }])
}, 60_000)
