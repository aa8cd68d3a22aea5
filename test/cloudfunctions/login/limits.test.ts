import { createDatabase, type TestDatabase } from '../../support/database'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'
import { newKeys } from '../keys'

const settings = { ...newKeys(), DATABASE_CONNECTIONS: '8', LOGINS_PER_USER: '5' }
let database: TestDatabase
let stack: TestStack
let other: TestStack
beforeAll(async () => {
  database = await createDatabase()
  stack = await startTestStack({ ...settings, LOGINS_PER_ADDRESS: '50' }, database)
  other = await startTestStack({ ...settings, LOGINS_PER_ADDRESS: '50' }, database)
})
afterAll(async () => {
  await Promise.all([stack.stop(), other.stop()])
  await database.drop()
})
beforeEach(() => database.query('DELETE FROM login_addresses'))

const count = (statuses: number[]) => ({
  passed: statuses.filter((status) => status === 200).length,
  refused: statuses.filter((status) => status === 429).length
})

describe('the limit of one user', () => {
  it('S18: lets in exactly as many of 30 simultaneous logins as the user limit allows', async () => {
    const logins = Array.from({ length: 30 }, (_, i) =>
      (i % 2 ? stack : other).login(newCode('alice'))
    )
    const replies = await Promise.all(logins)
    expect(count(replies.map(({ status }) => status))).toEqual({ passed: 5, refused: 25 })
    const refused = replies.find(({ status }) => status === 429)
    const seconds = Number(refused?.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(50)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(await refused?.json()).toMatchObject({ code: 'RATE_LIMITED' })
  })

  it('does not affect other users, or sessions that exist', async () => {
    const bob = await logIn(stack, 'bob')
    while ((await stack.login(newCode('bob'))).status === 200);
    expect((await stack.login(newCode('carol'))).status).toBe(200)
    expect((await bob.call('GET', '/session')).status).toBe(200)
  })

  it('lifts the user limit after a minute', async () => {
    while ((await stack.login(newCode('dave'))).status === 200);
    await database.query('UPDATE users SET logins_since = logins_since - INTERVAL 61 SECOND')
    const again = await Promise.all(Array.from({ length: 7 }, () => stack.login(newCode('dave'))))
    expect(count(again.map(({ status }) => status))).toEqual({ passed: 5, refused: 2 })
  })

  it('never asks for more than a minute’s wait, although clocks differ', async () => {
    while ((await stack.login(newCode('grace'))).status === 200);
    await database.query('UPDATE users SET logins_since = logins_since + INTERVAL 5 SECOND')
    const { headers } = await stack.login(newCode('grace'))
    expect(headers.get('retry-after')).toBe('60')
  })

  it('counts a login whose answer was lost only once', async () => {
    for (let i = 0; i < 4; i++) await logIn(stack, 'erin')
    stack.proxy.loseAnswerTo(/CALL log_in/)
    expect((await stack.login(newCode('erin'))).status).toBe(200)
    expect((await stack.login(newCode('erin'))).status).toBe(429)
  })

  it('neither counts nor stores a refused login', async () => {
    await Promise.all(Array.from({ length: 12 }, () => stack.login(newCode('frank'))))
    const [row] = await database.query<{ logins: number }>(
      'SELECT logins FROM users WHERE openid = ?',
      [stack.wechat!.app().accounts.openidOf('frank')]
    )
    expect(row?.logins).toBe(5)
  })
})

describe('the limit of one address', () => {
  const from = (remoteAddress: string, user: string, headers: Record<string, string> = {}) =>
    stack.scf.request('login', {
      method: 'POST',
      path: '/login',
      rawQuery: '',
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(JSON.stringify({ code: newCode(user) })),
      requestId: 'request-0001',
      remoteAddress
    })

  it('S18: lets in exactly as many users from one address as the limit allows', async () => {
    const logins = Array.from({ length: 60 }, (_, i) => from('203.0.113.7', `a${i}`))
    const statuses = (await Promise.all(logins)).map(({ status }) => status)
    expect(count(statuses)).toEqual({ passed: 50, refused: 10 })
    expect((await from('203.0.113.8', 'elsewhere')).status).toBe(200)
  })

  it('uses the address that the platform saw, whatever a header says', async () => {
    const fill = Array.from({ length: 50 }, (_, i) => from('203.0.113.9', `b${i}`))
    await Promise.all(fill)
    const forged = { 'x-forwarded-for': '198.51.100.1', 'x-scf-remote-addr': '198.51.100.1' }
    expect((await from('203.0.113.9', 'forger', forged)).status).toBe(429)
  })

  it('stores neither an address nor a refused user', async () => {
    await Promise.all(Array.from({ length: 51 }, (_, i) => from('203.0.113.10', `c${i}`)))
    const rows = await database.query<{ address: Buffer }>('SELECT address FROM login_addresses')
    expect(rows.map(({ address }) => address.length)).toEqual([16])
    const users = await database.query(
      'SELECT id FROM users WHERE last_login_at > UTC_TIMESTAMP() - INTERVAL 1 HOUR AND openid IN (?)',
      [Array.from({ length: 51 }, (_, i) => stack.wechat!.app().accounts.openidOf(`c${i}`))]
    )
    expect(users).toHaveLength(50)
  })
})

describe('a flood of codes that nobody was given', () => {
  const sendFrom = async (address: string, code: string, headers = {}) => {
    const { status, headers: answered } = await stack.scf.request('login', {
      method: 'POST',
      path: '/login',
      rawQuery: '',
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(JSON.stringify({ code })),
      requestId: 'request-0001',
      remoteAddress: address
    })
    return { status, retryAfter: Number(answered['retry-after']) }
  }
  const asked = () => stack.wechat!.asked.filter((path) => path.includes('jscode2session')).length

  it('reaches WeChat only until the address has been refused often enough', async () => {
    await sendFrom('198.51.100.9', newCode('heidi'))
    const before = asked()
    const answers = []
    for (let batch = 0; batch < 20; batch++)
      answers.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, (_, i) =>
            // a network of its own is one address, whatever it calls itself
            sendFrom(`2001:db8:7:7::${i}`, `errcode-${i % 2 ? 40029 : 40163}`, {
              'x-forwarded-for': `198.51.100.${i}`
            })
          )
        ))
      )
    const refused = answers.filter(({ status }) => status === 429)
    // the instances that there are count for themselves
    const instances = 2
    expect(asked() - before).toBeLessThanOrEqual(instances * (60 + 10))
    expect(refused.length).toBeGreaterThanOrEqual(200 - instances * (60 + 10))
    for (const { retryAfter } of refused) {
      expect(retryAfter).toBeGreaterThan(0)
      expect(retryAfter).toBeLessThanOrEqual(60)
    }
    expect((await sendFrom('198.51.100.9', newCode('heidi'))).status).toBe(200)
  })
})

it('sends one packet per login, limits included', async () => {
  await logIn(stack, 'warm')
  stack.proxy.sent.splice(0)
  await logIn(stack, 'warm')
  expect(stack.proxy.sent.filter((text) => !text.includes('DO 0'))).toHaveLength(1)
})
