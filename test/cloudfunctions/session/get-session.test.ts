import { type Result } from '../../../gateway-config/generated/contract'
import { bearer, freshCode, startTestStack, type TestStack } from '../../support/stack'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

async function logIn(): Promise<Result<'login'>> {
  return (await (await stack.login(freshCode('alice'))).json()) as Result<'login'>
}

describe('a session', () => {
  it('shows a session to its owner', async () => {
    const { token, session } = await logIn()
    const response = await stack.fetch('/session', bearer(token))
    expect(response.status).toBe(200)
    expect(response.headers.get('x-gateway-source')).toMatch(/^function:session#/)
    expect(await response.json()).toEqual({ session })
  })

  it('refuses a session whose row has expired, whatever the token says', async () => {
    const { token, session } = await logIn()
    await stack.database.query('UPDATE sessions SET expires_at = ? WHERE id = UNHEX(?)', [
      new Date(Date.now() - 1000),
      session.id
    ])
    expect((await stack.fetch('/session', bearer(token))).status).toBe(401)
  })

  it('ignores any openid or user id that a client sends', async () => {
    const { token, session } = await logIn()
    const headers = {
      authorization: `Bearer ${token}`,
      'x-wx-openid': 'oVictim',
      'x-user-id': '0'.repeat(32)
    }
    const response = await stack.fetch('/session', { headers })
    expect(((await response.json()) as Result<'getSession'>).session.userId).toBe(session.userId)
  })
})

describe('with the database in trouble', () => {
  it('answers 503 while the database is unavailable, and recovers by itself', async () => {
    const { token } = await logIn()
    stack.proxy.refuse(true)
    const down = await stack.fetch('/session', bearer(token))
    expect(down.status).toBe(503)
    expect(await down.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    stack.proxy.refuse(false)
    expect((await stack.fetch('/session', bearer(token))).status).toBe(200)
  })

  it('answers correctly after the server has closed a connection', async () => {
    const { token } = await logIn()
    const rows = await stack.database.query<{ id: number }>(
      'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()'
    )
    for (const { id } of rows) await stack.database.query(`KILL ${id}`)
    expect((await stack.fetch('/session', bearer(token))).status).toBe(200)
  })
})
