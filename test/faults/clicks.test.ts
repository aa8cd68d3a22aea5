import { killChildren } from '../../bench/events/under-fire'
import { type Clicks, createClicks, lostAds } from '../chaos/clicks'
import { type PrivateServer, startPrivateServer } from '../support/private-server'
import { startTestStack, type TestStack } from '../support/stack'

jest.setTimeout(120_000)

const CLICKERS = 10
const EACH = 12
/** The victim is killed when so many of a round's clicks have been answered. */
const KILL_AT = 40

let server: PrivateServer
let stack: TestStack
let clicks: Clicks

beforeAll(async () => {
  server = await startPrivateServer()
  stack = await startTestStack({ DATABASE_CONNECTIONS: '4' }, server.database)
  const parts = { url: stack.url, query: server.database.query }
  clicks = await createClicks(parts, 4 * CLICKERS * EACH)
})
afterAll(async () => {
  await stack?.stop()
  await server?.stop()
})

const work = async () => {
  await stack.scf.invoke('events', { Type: 'Timer' })
  // one that finds all instances busy is answered at once
  await new Promise(setImmediate)
}

/** Clicks and counts, and kills once on the way. */
async function round(kill: () => Promise<unknown> | number): Promise<void> {
  let answered = 0
  let isOver = false
  let killing: Promise<unknown> | undefined
  const clickOn = async () => {
    for (let i = 0; i < EACH; i++) {
      await clicks.click()
      if (++answered === KILL_AT) killing = Promise.resolve(kill())
    }
  }
  const workOn = async () => {
    while (!isOver) await work()
  }
  const working = [workOn(), workOn()]
  await Promise.all(Array.from({ length: CLICKERS }, clickOn))
  await killing
  isOver = true
  await Promise.all(working)
}

it('counts each click that was redirected once, whatever is killed meanwhile', async () => {
  if (process.platform === 'win32') return
  let killed = 0
  await round(() => (killed += killChildren('events.js')))
  await round(() => (killed += killChildren('go.js')))
  await round(async () => {
    await server.kill()
    await server.restart()
  })
  await round(() => (killed += killChildren('events.js') + killChildren('go.js')))
  expect(killed).toBeGreaterThanOrEqual(4)

  // the claims of those that were killed end after a minute
  await server.database.query("UPDATE events SET due_at = '2020-01-01' WHERE state = 'waiting'")
  for (let i = 0; i <= 2 * CLICKERS; i++) await work()
  const violations: string[] = []
  const { answered, counted } = await clicks.check(lostAds(stack.lines), (violation) =>
    violations.push(violation)
  )
  expect(violations).toEqual([])
  expect(clicks.clicks).toHaveLength(4 * CLICKERS * EACH)
  expect(answered).toBeGreaterThan(2 * CLICKERS * EACH)
  expect(counted).toBeGreaterThan(2 * CLICKERS * EACH)
  const [left] = await server.database.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM events WHERE kind = 'ad-clicked' AND state <> 'done'"
  )
  expect(Number(left?.n)).toBe(0)
})
