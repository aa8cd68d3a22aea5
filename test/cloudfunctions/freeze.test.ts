import { bearer, freshCode, startTestStack, type TestStack } from '../support/stack'

/**
 * SCF freezes an instance between two calls; it notices what has happened to its connections only
 * when it thaws.
 */
let stack: TestStack
beforeAll(async () => (stack = await startTestStack({}, undefined, { freeze: true })))
afterAll(() => stack.stop())

async function killConnections(): Promise<number> {
  const rows = await stack.database.query<{ id: number }>(
    'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()'
  )
  for (const { id } of rows) await stack.database.query(`KILL ${id}`)
  return rows.length
}

it('answers a call whose connection was killed while its instance was frozen', async () => {
  const token = await stack.tokenOf('alice')
  for (let round = 0; round < 5; round++) {
    expect((await stack.fetch('/session', bearer(token))).status).toBe(200)
    expect(await killConnections()).toBeGreaterThan(0)
    expect((await stack.fetch('/session', bearer(token))).status).toBe(200)
    await killConnections()
    expect((await stack.login(freshCode('alice'))).status).toBe(200)
  }
})

it('answers a call whose connection went silent while its instance was frozen', async () => {
  const token = await stack.tokenOf('alice')
  stack.proxy.dropSilently()
  expect((await stack.fetch('/session', bearer(token))).status).toBe(200)
  expect((await stack.fetch('/session', bearer(token))).status).toBe(200)
})

it('logs in when the connection to WeChat was closed while the instance was frozen', async () => {
  await stack.login(freshCode('bob'))
  stack.wechat?.closeIdle()
  expect((await stack.login(freshCode('bob'))).status).toBe(200)
})
