import { createClient } from '../../../miniprogram/api/client'
import { createSession } from '../../../miniprogram/api/session'
import { failing, type Gateway, startGateway } from '../gateway'
import { until } from '../until'
import { installWx, type Phone, type PhoneOptions } from '../wx'

let gateway: Gateway
beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(() => gateway.close())

const KEY = 'token'

const gatewayUrl = () => gateway.url

function phoneWithSession(options: PhoneOptions = {}, limits = { loginTimeoutMs: 40 }) {
  const phone = installWx(options)
  const client = createClient({ gatewayUrl })
  return { phone, session: createSession({ client, storageKey: KEY, ...limits }) }
}

/** A phone that logged in earlier, with a token that the server has forgotten since. */
function phoneWithDeadToken() {
  return phoneWithToken('dead')
}

/** A phone with a token of a life of four hours, of which so many minutes are left. */
function phoneWithToken(token: string, minutesLeft = 200) {
  const endsAtMs = Date.now() + minutesLeft * 60_000
  const stored = { token, endsAtMs, renewAtMs: endsAtMs - 60 * 60_000 }
  return phoneWithSession({ storage: new Map([[KEY, stored]]) })
}

const tokenOn = ({ storage }: Phone) => (storage.get(KEY) as { token: string } | undefined)?.token

describe('logIn()', () => {
  it('shares one login among callers at the same time', async () => {
    const { phone, session } = phoneWithSession()
    const replies = await Promise.all([session.logIn(), session.logIn(), session.logIn()])

    expect(new Set(replies).size).toBe(1)
    expect(phone.codesTaken).toBe(1)
    expect(gateway.count('POST /login')).toBe(1)
    expect(tokenOn(phone)).toBe('token-of-code-1')
  })

  it('takes a fresh code for every attempt, after a failure too', async () => {
    const { session } = phoneWithSession()
    gateway.next('POST /login', failing('WECHAT_TIMEOUT'))
    await expect(session.logIn()).rejects.toMatchObject({ code: 'WECHAT_TIMEOUT' })
    await session.logIn()
    expect(gateway.received.map(({ body }) => body)).toEqual([
      { code: 'code-1' },
      { code: 'code-2' }
    ])
  })

  it('sends the same code once more where the server says that it is still good', async () => {
    const { phone, session } = phoneWithSession()
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '1' }))
    await session.logIn()
    expect(gateway.received.map(({ body }) => body)).toEqual([
      { code: 'code-1' },
      { code: 'code-1' }
    ])
    expect(phone.codesTaken).toBe(1)
  })

  it('never sends the same code a third time', async () => {
    const { session } = phoneWithSession()
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '1' }))
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '1' }))
    await expect(session.logIn()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    expect(gateway.count('POST /login')).toBe(2)
  })

  it('leaves a long pause to the user', async () => {
    const { session } = phoneWithSession()
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '60' }))
    await expect(session.logIn()).rejects.toMatchObject({ retryAfterSeconds: 60 })
    expect(gateway.count('POST /login')).toBe(1)
  })

  it('does not send the code a second time after a cut connection', async () => {
    const { session } = phoneWithSession()
    gateway.next('POST /login', () => undefined)
    await expect(session.logIn()).rejects.toMatchObject({ code: 'NETWORK' })
    expect(gateway.count('POST /login')).toBe(1)
  })

  it.each([
    ['fails', { errMsg: 'login:fail' }, 'WX_LOGIN_FAILED'],
    ['returns an empty code', { code: '' }, 'WX_LOGIN_FAILED'],
    ['never answers', undefined, 'WX_LOGIN_TIMEOUT']
  ])('does not call the server when wx.login %s', async (_, outcome, code) => {
    const { session } = phoneWithSession({ login: () => outcome })
    await expect(session.logIn()).rejects.toMatchObject({ code, retry: 'newCode' })
    expect(gateway.received).toHaveLength(0)
  })

  it('stores nothing of a result without a token', async () => {
    const { phone, session } = phoneWithSession()
    gateway.next('POST /login', () => ({ status: 200, body: { code: -1 } }))
    await expect(session.logIn()).rejects.toMatchObject({ code: 'NOT_CONTRACT' })
    expect(phone.storage.size).toBe(0)
  })
})

describe('a refused token', () => {
  it('replaces a refused token by one silent login, and repeats the request', async () => {
    const { phone, session } = phoneWithDeadToken()
    await expect(session.call('getSession')).resolves.toMatchObject({ requestId: 'request-3' })
    expect(gateway.received.map(({ route, token }) => [route, token])).toEqual([
      ['GET /session', 'dead'],
      ['POST /login', undefined],
      ['GET /session', 'token-of-code-1']
    ])
    expect(tokenOn(phone)).toBe('token-of-code-1')
  })

  it('gives up on a token that is refused again after the login, and drops it', async () => {
    const { phone, session } = phoneWithDeadToken()
    gateway.next('GET /session', failing('UNAUTHENTICATED'))
    gateway.next('GET /session', failing('UNAUTHENTICATED'))
    await expect(session.call('getSession')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(gateway.count('GET /session')).toBe(2)
    expect(gateway.count('POST /login')).toBe(1)
    expect(phone.storage.size).toBe(0)
  })

  it('replaces a refused token by one login for many requests', async () => {
    const { session } = phoneWithDeadToken()
    await Promise.all([1, 2, 3, 4].map(() => session.call('getSession')))
    expect(gateway.count('POST /login')).toBe(1)
    expect(gateway.count('GET /session')).toBe(8)
  })

  it('starts no second login for a refusal that arrives late', async () => {
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

  it('lets a request made during the login wait for it', async () => {
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

  it('fails what waited for a login with the failure of that login', async () => {
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

  it('reports why a refused token cannot be replaced, and does not repeat the request', async () => {
    const { session } = phoneWithDeadToken()
    gateway.next('POST /login', failing('RATE_LIMITED'))
    await expect(session.call('getSession')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect(gateway.count('GET /session')).toBe(1)
  })
})

it.each(['DATABASE_UNAVAILABLE', 'SERVER_ERROR'] as const)(
  'keeps the token after %s, without a login or a second request',
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

it('calls no server without a token', async () => {
  const { session } = phoneWithSession()
  await expect(session.call('getSession')).rejects.toMatchObject({ code: 'LOGGED_OUT' })
  expect(gateway.received).toHaveLength(0)
})

describe('a token that is forgotten', () => {
  it('discards the token of a login under way when the session is forgotten', async () => {
    const { phone, session } = phoneWithSession()
    const login = session.logIn()
    session.forget()
    await expect(login).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    expect([phone.storage.size, session.hasToken()]).toEqual([0, false])
  })

  it('does not send a token to a gateway whose address was set meanwhile', async () => {
    const other = await startGateway()
    const urls = [gateway.url, other.url]
    const phone = installWx({ storage: new Map([[KEY, { token: 'dead' }]]) })
    const client = createClient({ gatewayUrl: () => urls[0] ?? '' })
    const session = createSession({ client, storageKey: KEY })
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
  it('erases the user and leaves nothing, on the server or on the phone', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    await session.erase()
    expect([gateway.account.erased, phone.storage.size]).toEqual([true, 0])
  })

  it('does not undo an erasure for a request that was under way', async () => {
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

  it('does not create the user again after an erasure whose reply was lost', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('DELETE /user', () => {
      gateway.tokens.clear()
      return undefined
    })
    await expect(session.erase()).rejects.toMatchObject({ code: 'NETWORK' })
    // As after a restart of the app.
    const client = createClient({ gatewayUrl })
    const later = createSession({ client, storageKey: KEY })
    await expect(later.call('getSession')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect([phone.codesTaken, later.hasToken()]).toEqual([1, false])
    expect(gateway.count('POST /login')).toBe(1)
  })

  it('keeps the session as it was when the server refuses an erasure', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('DELETE /user', failing('RATE_LIMITED'))
    await expect(session.erase()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    gateway.tokens.clear()
    await session.call('getSession')
    expect(phone.codesTaken).toBe(2)
  })

  it('logs in once before erasing when the token has expired', async () => {
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

  it('stays logged in until the app is closed when the token cannot be stored', async () => {
    const { session } = phoneWithSession()
    jest.spyOn(wx, 'setStorageSync').mockImplementation(fails)
    await session.logIn()
    await session.call('getSession')
    expect(session.hasToken()).toBe(true)
    await session.logOut()
    expect([session.hasToken(), gateway.tokens.size]).toEqual([false, 0])
  })

  it('treats a storage that cannot be read as one without a token', async () => {
    installWx({ storage: new Map([[KEY, { token: 'unreadable' }]]) })
    jest.spyOn(wx, 'getStorageSync').mockImplementation(fails)
    const session = createSession({ client: createClient({ gatewayUrl }), storageKey: KEY })
    expect(session.hasToken()).toBe(false)
    await expect(session.call('getSession')).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    await session.logIn()
    await expect(session.call('getSession')).resolves.toMatchObject({ requestId: 'request-2' })
  })
})

describe('logOut()', () => {
  it('ends the session on the server, and drops the token', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    await session.logOut()
    expect(gateway.tokens.size).toBe(0)
    expect(phone.storage.size).toBe(0)
  })

  it('drops the token of a session that has already ended, without a login', async () => {
    const { phone, session } = phoneWithDeadToken()
    await session.logOut()
    expect(phone.storage.size).toBe(0)
    expect(phone.codesTaken).toBe(0)
  })

  it.each([
    ['the database is unavailable', failing('DATABASE_UNAVAILABLE'), 'DATABASE_UNAVAILABLE'],
    ['the connection is cut', () => undefined, 'NETWORK'],
    ['a third party answers', () => ({ status: 200, body: '<html>' }), 'NOT_CONTRACT']
  ])('keeps the token at a logout when %s', async (_, script, code) => {
    const { session } = phoneWithSession()
    await session.logIn()
    gateway.next('DELETE /session', script)
    await expect(session.logOut()).rejects.toMatchObject({ code })
    expect(session.hasToken()).toBe(true)
    expect(gateway.count('DELETE /session')).toBe(1)
  })

  it('ends the session of a login that is under way', async () => {
    const { session } = phoneWithSession()
    const login = session.logIn()
    await session.logOut()
    await login
    expect(session.hasToken()).toBe(false)
    expect(gateway.tokens.size).toBe(0)
  })

  it('does not end a login requested while the logout waits for an earlier one', async () => {
    const { phone, session } = phoneWithSession()
    const first = session.logIn()
    const out = session.logOut()
    const second = session.logIn()
    await Promise.all([first, out, second])
    expect(tokenOn(phone)).toBe('token-of-code-2')
    expect([...gateway.tokens]).toEqual(['token-of-code-2'])
  })

  it('does not log in again for a token refused during a logout', async () => {
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

  it('keeps the token of a login that is requested during a logout', async () => {
    const { phone, session } = phoneWithSession()
    await session.logIn()
    gateway.next('DELETE /session', async () => {
      await session.logIn()
      return { status: 204 }
    })
    await session.logOut()
    expect(tokenOn(phone)).toBe('token-of-code-2')
  })

  it('does not log in again for a request that is refused after a logout', async () => {
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
  it('renews a token with less than a quarter of its life left, alongside the call', async () => {
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

  it('does not renew a token with more of its life left', async () => {
    const { session } = phoneWithToken('t1', 61)
    gateway.tokens.add('t1')
    await session.call('getSession')
    expect(gateway.received).toHaveLength(1)
  })

  it('shares one renewal among many calls', async () => {
    const { session } = phoneWithToken('t1', 30)
    gateway.tokens.add('t1')
    await Promise.all([1, 2, 3].map(() => session.call('getSession')))
    expect(gateway.count('POST /session/renewal')).toBe(1)
  })

  it('hides the failure of a renewal, and does not try again at once', async () => {
    const { phone, session } = phoneWithToken('t1', 30)
    gateway.tokens.add('t1')
    gateway.next('POST /session/renewal', failing('DATABASE_UNAVAILABLE'))
    await session.call('getSession')
    await gateway.arrived(2)
    await session.call('getSession')
    expect(gateway.count('POST /session/renewal')).toBe(1)
    expect(tokenOn(phone)).toBe('t1')
  })

  it('replaces an expired token by a login instead of a renewal', async () => {
    const { phone, session } = phoneWithToken('dead', -1)
    await session.call('getSession')
    expect(gateway.count('POST /session/renewal')).toBe(0)
    expect(tokenOn(phone)).toBe('token-of-code-1')
  })

  it('waits for a renewal before logging out', async () => {
    const { session } = phoneWithToken('t1', 30)
    gateway.tokens.add('t1')
    await Promise.all([session.call('getSession'), session.logOut()])
    expect(session.hasToken()).toBe(false)
    expect(gateway.received.at(-1)).toMatchObject({ route: 'DELETE /session', token: 'renewed-1' })
  })

  it('measures the life of a token by the server, whatever the clock of the phone is', async () => {
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
    const { renewAtMs } = phone.storage.get(KEY) as { renewAtMs: number }
    expect(renewAtMs - Date.now()).toBeGreaterThan(89 * 60_000)
    expect(renewAtMs - Date.now()).toBeLessThan(91 * 60_000)
  })

  it('waits for a renewal before erasing the user', async () => {
    const { phone, session } = phoneWithToken('t1', 30)
    gateway.tokens.add('t1')
    await Promise.all([session.call('getSession'), session.erase()])
    expect(gateway.received.at(-1)).toMatchObject({ route: 'DELETE /user', token: 'renewed-1' })
    expect(phone.storage.size).toBe(0)
  })
})

it.each(['a token by itself', 7, {}, { token: 7 }])(
  'takes %j in storage for no session, so that the user can log in',
  async (stored) => {
    const { session } = phoneWithSession({ storage: new Map<string, unknown>([[KEY, stored]]) })
    expect(session.hasToken()).toBe(false)
    await session.logIn()
    expect((await session.call('getSession')).status).toBe(200)
  }
)

describe('the name of the device', () => {
  const sentBy = async (device?: { brand: string; model: string }) => {
    await phoneWithSession({ device }).session.logIn()
    return (gateway.received[0]?.body as { device?: string }).device
  }

  it.each([
    [{ brand: 'HUAWEI', model: 'NOH-AN00' }, 'HUAWEI NOH-AN00'],
    [{ brand: 'iPhone', model: 'iPhone 15<iPhone15,4>' }, 'iPhone 15'],
    [{ brand: 'HONOR' } as { brand: string; model: string }, 'HONOR'],
    [{ brand: 'x', model: `y\u2028${'z'.repeat(100)}` }, `x y${'z'.repeat(61)}`],
    [{ brand: '', model: `${'z'.repeat(63)}📱📱` }, `${'z'.repeat(63)}📱`]
  ])('sends the device %j as a short line', async (device, name) => {
    expect(await sentBy(device)).toBe(name)
  })

  it('leaves out the device on a phone that does not name it', async () => {
    expect(await sentBy()).toBeUndefined()
  })
})
