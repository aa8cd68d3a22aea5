import { startTestStack, type TestStack } from '../../support/stack'

let stack: TestStack
beforeAll(async () => {
  // with a clock that stands still, no timer is ever due
  const clock = () => new Date('2030-01-01T00:00:01Z')
  stack = await startTestStack({}, undefined, { timers: true, clock })
})
afterAll(() => stack.stop())

it('works a message without its timer, by an asynchronous call of the function that stored it', async () => {
  await stack.wechat!.pusher.push({ event: 'enter_chat' })
  const states = async () =>
    (await stack.database.query<{ state: string }>('SELECT state FROM events')).map(
      ({ state }) => state
    )
  while ((await states())[0] !== 'done') await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await states()).toEqual(['done'])
  expect(stack.lines.filter((line) => line.includes('NOT_KICKED'))).toEqual([])
})
