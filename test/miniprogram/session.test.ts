import { createClient } from '../../miniprogram/api/client'
import { createSession } from '../../miniprogram/api/session'
import { failing, type Gateway, startGateway } from './gateway'
import { until } from './until'
import { installWx, type Phone, type PhoneOptions } from './wx'

let gateway: Gateway
beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(() => gateway.close())

const key = 'token'

function phoneWithSession(options: PhoneOptions = {}, limits = { loginTimeoutMs: 40 }) {
  const phone = installWx(options)
  const client = createClient({ gatewayUrl: () => gateway.url })
  return { phone, session: createSession({ client, storageKey: key, ...limits }) }
}

/** A phone that logged in earlier, with a token that the server has forgotten since. */
function phoneWithDeadToken() {
  return phoneWithToken('dead')
}

/** A phone with a token of a life of four hours, of which so many minutes are left. */
function phoneWithToken(token: string, minutesLeft = 200) {
  const endsAtMs = Date.now() + minutesLeft * 60_000
  const stored = { token, endsAtMs, renewAtMs: endsAtMs - 60 * 60_000 }
  return phoneWithSession({ storage: new Map([[key, stored]]) })
}

const tokenOn = ({ storage }: Phone) => (storage.get(key) as { token: string } | undefined)?.token

describe('log in', () => {
  test('callers at the same time share one login', async () => {
    const { phone, session } = phoneWithSession()
    const replies = await Promise.all([session.logIn(), session.logIn(), session.logIn()])

    expect(new Set(replies).size).toBe(1)
    expect(phone.codesTaken).toBe(1)
    expect(gateway.count('POST /login')).toBe(1)
    expect(tokenOn(phone)).toBe('token-of-code-1')
  })

  test('every attempt takes a fresh code, after a failure too', async () => {
    const { session } = phoneWithSession()
    gateway.next('POST /login', failing('WECHAT_TIMEOUT'))
    await expect(session.logIn()).rejects.toMatchObject({ code: 'WECHAT_TIMEOUT' })
    await session.logIn()
    expect(gateway.received.map(({ body }) => body)).toEqual([
      { code: 'code-1' },
      { code: 'code-2' }
    ])
  })

  test('the same code goes once more where the server says that it is still good', async () => {
    const { phone, session } = phoneWithSession()
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '1' }))
    await session.logIn()
    expect(gateway.received.map(({ body }) => body)).toEqual([
      { code: 'code-1' },
      { code: 'code-1' }
    ])
    expect(phone.codesTaken).toBe(1)
  })

  test('the same code never goes a third time', async () => {
    const { session } = phoneWithSession()
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '1' }))
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '1' }))
    await expect(session.logIn()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    expect(gateway.count('POST /login')).toBe(2)
  })

  test('a long pause is left to the user', async () => {
    const { session } = phoneWithSession()
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '60' }))
    await expect(session.logIn()).rejects.toMatchObject({ retryAfterSeconds: 60 })
    expect(gateway.count('POST /login')).toBe(1)
  })

  test('a cut connection does not send the code a second time', async () => {
    const { session } = phoneWithSession()
    gateway.next('POST /login', () => undefined)
    await expect(session.logIn()).rejects.toMatchObject({ code: 'NETWORK' })
    expect(gateway.count('POST /login')).toBe(1)
  })

  test.each([
    ['says no', { errMsg: 'login:fail' }, 'WX_LOGIN_FAILED'],
    ['gives an empty code', { code: '' }, 'WX_LOGIN_FAILED'],
    ['never answers', undefined, 'WX_LOGIN_TIMEOUT']
  ])('when wx.login %s, the server is not asked', async (_, outcome, code) => {
    const { session } = phoneWithSession({ login: () => outcome })
    await expect(session.logIn()).rejects.toMatchObject({ code, retry: 'newCode' })
    expect(gateway.received).toHaveLength(0)
  })

  test('a result without a token stores nothing', async () => {
    const { phone, session } = phoneWithSession()
    gateway.next('POST /login', () => ({ status: 200, body: { code: -1 } }))
    await expect(session.logIn()).rejects.toMatchObject({ code: 'NOT_CONTRACT' })
    expect(phone.storage.size).toBe(0)
  })
})

describe('a refused token', () => {
  test('is renewed once, silently, and the request goes once more', async () => {
    const { phone, session } = phoneWithDeadToken()
    await expect(session.call('getSession')).resolves.toMatchObject({ requestId: 'request-3' })
    expect(gateway.received.map(({ route, token }) => [route, token])).toEqual([
      ['GET /session', 'dead'],
      ['POST /login', undefined],
      ['GET /session', 'token-of-code-1']
    ])
    expect(tokenOn(phone)).toBe('token-of-code-1')
  })

  test('that is refused again after the login is given up and forgotten', async () => {
    const { phone, session } = phoneWithDeadToken()
    gateway.next('GET /session', failing('UNAUTHENTICATED'))
    gateway.next('GET /session', failing('UNAUTHENTICATED'))
    await expect(session.call('getSession')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(gateway.count('GET /session')).toBe(2)
    expect(gateway.count('POST /login')).toBe(1)
    expect(phone.storage.size).toBe(0)
  })

  test('is renewed by one login for many requests', async () => {
    const { session } = phoneWithDeadToken()
    await Promise.all([1, 2, 3, 4].map(() => session.call('getSession')))
    expect(gateway.count('POST /login')).toBe(1)
    expect(gateway.count('GET /session')).toBe(8)
  })

  test('that is told late does not cost a second login', async () => {
    const { session } = phoneWithDeadToken()
    const renewed = gateway.arrived(3)
    gateway.next('GET /session', async (request) => {
      await renewed
      return failing('UNAUTHENTICATED')(request)
    })
    const late = session.call('getSession')
    await gateway.arrived(1)
    await session.call('getSession')
    await late
    expect(gateway.count('POST /login')).toBe(1)
  })

  test('lets a request that comes during the login wait for it', async () => {
    const { session } = phoneWithDeadToken()
    const arrivedLater: Promise<unknown>[] = []
    gateway.next('POST /login', async ({ body }) => {
      expect(session.hasToken()).toBe(true)
      arrivedLater.push(session.call('getUser'))
      const { code } = body as { code: string }
      gateway.tokens.add(code)
      const expiresAt = new Date(Date.now() + 3600_000).toISOString()
      return { status: 200, body: { token: code, expiresAt, session: {} } }
    })
    await session.call('getSession')
    await expect(arrivedLater[0]).resolves.toMatchObject({ result: { user: {} } })
    expect(gateway.count('POST /login')).toBe(1)
    const waited = gateway.received.find(({ route }) => route === 'GET /user')
    expect(waited?.token).toBe('code-1')
  })

  test('whose login fails fails what waited for it too, with the same words', async () => {
    const { session } = phoneWithDeadToken()
    const arrivedLater: Promise<unknown>[] = []
    gateway.next('POST /login', (request) => {
      arrivedLater.push(session.call('getUser'))
      arrivedLater[0]?.catch(() => undefined)
      return failing('RATE_LIMITED')(request)
    })
    await expect(session.call('getSession')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    await expect(arrivedLater[0]).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect(session.hasToken()).toBe(false)
    expect(gateway.count('GET /user')).toBe(0)
  })

  test('whose renewal fails says why, and is not sent again', async () => {
    const { session } = phoneWithDeadToken()
    gateway.next('POST /login', failing('RATE_LIMITED'))
    await expect(session.call('getSession')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect(gateway.count('GET /session')).toBe(1)
  })
})

test.each(['DATABASE_UNAVAILABLE', 'SERVER_ERROR'] as const)(
  '%s keeps the token, logs nobody in, and is not sent again',
  async (code) => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('GET /session', failing(code))
    await expect(session.call('getSession')).rejects.toMatchObject({ code })
    expect(session.hasToken()).toBe(true)
    expect(phone.codesTaken).toBe(1)
    expect(gateway.count('GET /session')).toBe(1)
  }
)

test('without a token nobody is asked', async () => {
  const { session } = phoneWithSession()
  await expect(session.call('getSession')).rejects.toMatchObject({ code: 'LOGGED_OUT' })
  expect(gateway.received).toHaveLength(0)
})

describe('a token that is forgotten', () => {
  test('during a login does not come back by it', async () => {
    const { phone, session } = phoneWithSession()
    const login = session.logIn()
    session.forget()
    await expect(login).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    expect([phone.storage.size, session.hasToken()]).toEqual([0, false])
  })

  test('is not shown to the gateway whose address was set meanwhile', async () => {
    const other = await startGateway()
    const urls = [gateway.url, other.url]
    const phone = installWx({ storage: new Map([[key, { token: 'dead' }]]) })
    const client = createClient({ gatewayUrl: () => urls[0] ?? '' })
    const session = createSession({ client, storageKey: key })
    gateway.next('POST /login', ({ body }) => {
      urls.shift()
      session.forget()
      const { code } = body as { code: string }
      return { status: 200, body: { token: code, expiresAt: '2030-01-01T00:00:00Z', session: {} } }
    })
    await expect(session.call('getSession')).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    expect([other.received.length, phone.storage.size]).toEqual([0, 0])
    await other.close()
  })
})

describe('erasing', () => {
  test('leaves nothing, on the server or on the phone', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    await session.erase()
    expect([gateway.account.erased, phone.storage.size]).toEqual([true, 0])
  })

  test('is not undone by a request that was under way', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('GET /session', async (request) => {
      await gateway.arrived(3)
      return failing('UNAUTHENTICATED')(request)
    })
    const late = session.call('getSession')
    await gateway.arrived(2)
    gateway.next('DELETE /user', async () => {
      await late.catch(() => undefined)
      return { status: 204 }
    })
    await Promise.all([expect(late).rejects.toMatchObject({ status: 401 }), session.erase()])
    expect([phone.codesTaken, session.hasToken()]).toEqual([1, false])
  })

  test('whose answer was lost does not bring the user back', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('DELETE /user', () => {
      gateway.tokens.clear()
      return undefined
    })
    await expect(session.erase()).rejects.toMatchObject({ code: 'NETWORK' })
    // as after a restart of the app
    const client = createClient({ gatewayUrl: () => gateway.url })
    const later = createSession({ client, storageKey: key })
    await expect(later.call('getSession')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect([phone.codesTaken, later.hasToken()]).toEqual([1, false])
    expect(gateway.count('POST /login')).toBe(1)
  })

  test('that the server refused leaves all as it was', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('DELETE /user', failing('RATE_LIMITED'))
    await expect(session.erase()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    gateway.tokens.clear()
    await session.call('getSession')
    expect(phone.codesTaken).toBe(2)
  })

  test('with a token that is over logs in first, once', async () => {
    const { phone, session } = phoneWithDeadToken()
    await session.erase()
    expect([gateway.account.erased, phone.codesTaken, phone.storage.size]).toEqual([true, 1, 0])
  })
})

describe('a storage that fails', () => {
  beforeEach(() => jest.spyOn(console, 'warn').mockImplementation(() => undefined))
  afterEach(() => jest.restoreAllMocks())
  const fails = () => {
    throw new Error('fail exceed storage max size 10Mb')
  }

  test('to be written costs no login, until the app is closed', async () => {
    const { session } = phoneWithSession()
    jest.spyOn(wx, 'setStorageSync').mockImplementation(fails)
    await session.logIn()
    await session.call('getSession')
    expect(session.hasToken()).toBe(true)
    await session.logOut()
    expect([session.hasToken(), gateway.tokens.size]).toEqual([false, 0])
  })

  test('to be read is one without a token', async () => {
    const { session } = phoneWithSession()
    jest.spyOn(wx, 'getStorageSync').mockImplementation(fails)
    expect(session.hasToken()).toBe(false)
    await expect(session.call('getSession')).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    await session.logIn()
    await expect(session.call('getSession')).resolves.toMatchObject({ requestId: 'request-2' })
  })
})

describe('log out', () => {
  test('ends the session on the server, and forgets the token', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    await session.logOut()
    expect(gateway.tokens.size).toBe(0)
    expect(phone.storage.size).toBe(0)
  })

  test('of a session that is over forgets the token, without a login', async () => {
    const { phone, session } = phoneWithDeadToken()
    await session.logOut()
    expect(phone.storage.size).toBe(0)
    expect(phone.codesTaken).toBe(0)
  })

  test.each([
    ['the database is away', failing('DATABASE_UNAVAILABLE'), 'DATABASE_UNAVAILABLE'],
    ['the connection is cut', () => undefined, 'NETWORK'],
    ['something else answers', () => ({ status: 200, body: '<html>' }), 'NOT_CONTRACT']
  ])('keeps the token when %s', async (_, script, code) => {
    const { session } = phoneWithSession()
    await session.logIn()
    gateway.next('DELETE /session', script)
    await expect(session.logOut()).rejects.toMatchObject({ code })
    expect(session.hasToken()).toBe(true)
    expect(gateway.count('DELETE /session')).toBe(1)
  })

  test('ends a login that is under way', async () => {
    const { session } = phoneWithSession()
    const login = session.logIn()
    await session.logOut()
    await login
    expect(session.hasToken()).toBe(false)
    expect(gateway.tokens.size).toBe(0)
  })

  test('does not end the login that is asked for while it waits for an earlier one', async () => {
    const { phone, session } = phoneWithSession()
    const first = session.logIn()
    const out = session.logOut()
    const second = session.logIn()
    await Promise.all([first, out, second])
    expect(tokenOn(phone)).toBe('token-of-code-2')
    expect([...gateway.tokens]).toEqual(['token-of-code-2'])
  })

  test('is not undone by a token refused meanwhile', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('GET /session', async (request) => {
      await gateway.arrived(3)
      return failing('UNAUTHENTICATED')(request)
    })
    const call = session.call('getSession')
    gateway.next('DELETE /session', async () => {
      await call.catch(() => undefined)
      return { status: 204 }
    })
    await gateway.arrived(2)
    await Promise.all([expect(call).rejects.toMatchObject({ status: 401 }), session.logOut()])
    expect(session.hasToken()).toBe(false)
    expect(phone.codesTaken).toBe(1)
  })

  test('leaves a later login alone', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('DELETE /session', async () => {
      await session.logIn()
      return { status: 204 }
    })
    await session.logOut()
    expect(tokenOn(phone)).toBe('token-of-code-2')
  })

  test('is not undone by a request that was under way', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    const loggedOut = gateway.arrived(3)
    gateway.next('GET /session', async (request) => {
      await loggedOut
      return failing('UNAUTHENTICATED')(request)
    })
    const late = session.call('getSession')
    await gateway.arrived(2)
    const outcomes = await Promise.allSettled([late, session.logOut()])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(session.hasToken()).toBe(false)
    expect(phone.codesTaken).toBe(1)
  })
})

describe('renewal', () => {
  test('a token with less than a quarter of its life left is traded in beside the call', async () => {
    const { phone, session } = phoneWithToken('t1', 59)
    gateway.tokens.add('t1')
    await session.call('getSession')
    await until(
      () => tokenOn(phone) === 'renewed-1',
      () => 'the new token'
    )
    expect(gateway.received.map(({ route, token }) => [route, token]).sort()).toEqual([
      ['GET /session', 't1'],
      ['POST /session/renewal', 't1']
    ])
    await session.call('getSession')
    expect(gateway.received[2]).toMatchObject({ route: 'GET /session', token: 'renewed-1' })
    expect([gateway.received.length, phone.codesTaken]).toEqual([3, 0])
  })

  test('a token with more of its life left is let be', async () => {
    const { session } = phoneWithToken('t1', 61)
    gateway.tokens.add('t1')
    await session.call('getSession')
    expect(gateway.received).toHaveLength(1)
  })

  test('many calls share one renewal', async () => {
    const { session } = phoneWithToken('t1', 30)
    gateway.tokens.add('t1')
    await Promise.all([1, 2, 3].map(() => session.call('getSession')))
    expect(gateway.count('POST /session/renewal')).toBe(1)
  })

  test('its failure disturbs nobody, and is not tried again at once', async () => {
    const { phone, session } = phoneWithToken('t1', 30)
    gateway.tokens.add('t1')
    gateway.next('POST /session/renewal', failing('DATABASE_UNAVAILABLE'))
    await session.call('getSession')
    await gateway.arrived(2)
    await session.call('getSession')
    expect(gateway.count('POST /session/renewal')).toBe(1)
    expect(tokenOn(phone)).toBe('t1')
  })

  test('a token that has ended is not renewed: there is a login', async () => {
    const { phone, session } = phoneWithToken('dead', -1)
    await session.call('getSession')
    expect(gateway.count('POST /session/renewal')).toBe(0)
    expect(tokenOn(phone)).toBe('token-of-code-1')
  })

  test('a log out waits for it, and has the last word', async () => {
    const { session } = phoneWithToken('t1', 30)
    gateway.tokens.add('t1')
    await Promise.all([session.call('getSession'), session.logOut()])
    expect(session.hasToken()).toBe(false)
    expect(gateway.received.at(-1)).toMatchObject({ route: 'DELETE /session', token: 'renewed-1' })
  })

  test('the life of a token is told by the server, whatever the clock of the phone says', async () => {
    const { phone, session } = phoneWithSession()
    const serverTime = new Date(Date.now() - 90 * 60_000)
    gateway.next('POST /login', ({ body }) => {
      const expiresAt = new Date(serverTime.getTime() + 2 * 3600_000).toISOString()
      const { code } = body as { code: string }
      gateway.tokens.add(code)
      return {
        status: 200,
        headers: { Date: serverTime.toUTCString() },
        body: { token: code, expiresAt, session: {} }
      }
    })
    await session.logIn()
    const { renewAtMs } = phone.storage.get(key) as { renewAtMs: number }
    expect(renewAtMs - Date.now()).toBeGreaterThan(89 * 60_000)
    expect(renewAtMs - Date.now()).toBeLessThan(91 * 60_000)
  })

  test('erasing the user waits for it, and has the last word', async () => {
    const { phone, session } = phoneWithToken('t1', 30)
    gateway.tokens.add('t1')
    await Promise.all([session.call('getSession'), session.erase()])
    expect(gateway.received.at(-1)).toMatchObject({ route: 'DELETE /user', token: 'renewed-1' })
    expect(phone.storage.size).toBe(0)
  })
})

describe('the name of the device', () => {
  const sentBy = async (device?: { brand: string; model: string }) => {
    await phoneWithSession({ device }).session.logIn()
    return (gateway.received[0]?.body as { device?: string }).device
  }

  test.each([
    [{ brand: 'HUAWEI', model: 'NOH-AN00' }, 'HUAWEI NOH-AN00'],
    [{ brand: 'iPhone', model: 'iPhone 15<iPhone15,4>' }, 'iPhone 15'],
    [{ brand: 'HONOR' } as { brand: string; model: string }, 'HONOR'],
    [{ brand: 'x', model: `y\u2028${'z'.repeat(100)}` }, `x y${'z'.repeat(61)}`]
  ])('%j is sent as a short line', async (device, name) => {
    expect(await sentBy(device)).toBe(name)
  })

  test('is left out by a phone that does not tell', async () => {
    expect(await sentBy()).toBeUndefined()
  })
})
