import { randomBytes } from 'node:crypto'
import { createDatabase } from '../../support/database'
import { bearer, startTestStack, type TestStack } from '../../support/stack'

const newKeys = () => `test:${randomBytes(32).toString('base64')}`
const settings = { TOKEN_KEYS: newKeys(), SEALING_KEYS: newKeys() }
let stack: TestStack
beforeAll(async () => (stack = await startTestStack(settings)))
afterAll(() => stack.stop())

describe('a session', () => {
  it('ends the session at a logout', async () => {
    const token = await stack.tokenOf('alice')
    const ended = await stack.fetch('/session', bearer(token, { method: 'DELETE' }))
    expect(ended.status).toBe(204)
    expect(await ended.text()).toBe('')
    expect((await stack.fetch('/session', bearer(token))).status).toBe(401)
    expect((await stack.fetch('/session', bearer(token, { method: 'DELETE' }))).status).toBe(401)
  })

  it('ends the session for every instance from the next request on', async () => {
    const database = await createDatabase()
    const [one, other] = await Promise.all([
      startTestStack(settings, database),
      startTestStack(settings, database)
    ])
    const token = await one.tokenOf('bob')
    expect((await other.fetch('/session', bearer(token))).status).toBe(200)
    await one.fetch('/session', bearer(token, { method: 'DELETE' }))
    expect((await other.fetch('/session', bearer(token))).status).toBe(401)
    await Promise.all([one.stop(), other.stop()])
    await database.drop()
  })
})
