import { createCallLog } from '../../../miniprogram/api/call-log'
import { createClient } from '../../../miniprogram/api/client'
import { type OperationId } from '../../../miniprogram/api/contract'
import { createSession } from '../../../miniprogram/api/session'
import { failing, type Gateway, startGateway } from '../gateway'
import { until } from '../until'
import { installWx, type PhoneOptions } from '../wx'

const KEY = 'token'

let gateway: Gateway
beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(() => gateway.close())

/** A phone with the token `t1`, which lives four hours and has so many minutes left. */
function phoneWithToken(minutesLeft: number, options: PhoneOptions = {}) {
  const endsAtMs = Date.now() + minutesLeft * 60_000
  const stored = { token: 't1', endsAtMs, renewAtMs: endsAtMs - 60 * 60_000 }
  gateway.tokens.add('t1')
  const phone = installWx({ storage: new Map([[KEY, stored]]), ...options })
  const calls = createCallLog()
  const client = createClient({ gatewayUrl: () => gateway.url, calls })
  const session = createSession({ client, storageKey: KEY })
  return {
    phone,
    session,
    token: () => (phone.storage.get(KEY) as { token: string } | undefined)?.token,
    /** Resolves when the reply to a call has been handled. */
    async replied(operationId: OperationId) {
      await until(
        () => calls.list().some((call) => call.operationId === operationId),
        () => `the reply to ${operationId}`
      )
      await new Promise(setImmediate)
    }
  }
}

const FRESH_MINUTES = 200
const DUE_MINUTES = 30

describe('forget()', () => {
  it('discards the token of a renewal that ends after forget()', async () => {
    const { session, token, replied } = phoneWithToken(DUE_MINUTES)
    const renewal = gateway.hold('POST /session/renewal')
    await session.call('getSession')
    await renewal.arrived
    session.forget()
    renewal.release()
    await replied('renewSession')
    expect([token(), session.hasToken()]).toEqual([undefined, false])
  })

  it('keeps the token of a login after forget() when an earlier renewal ends', async () => {
    const { session, token, replied } = phoneWithToken(DUE_MINUTES)
    const renewal = gateway.hold('POST /session/renewal')
    await session.call('getSession')
    await renewal.arrived
    session.forget()
    await session.logIn()
    renewal.release()
    await replied('renewSession')
    expect(token()).toBe('token-of-code-1')
  })

  it('keeps the token of a login after forget() when an earlier login ends', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    const first = gateway.hold('POST /login')
    const discarded = session.logIn()
    await first.arrived
    session.forget()
    await session.logIn()
    first.release()
    await expect(discarded).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    expect(token()).toBe('token-of-code-2')
  })

  it('shares a login after forget() although an earlier login fails', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    const first = gateway.hold('POST /login', failing('RATE_LIMITED'))
    const discarded = session.logIn()
    await first.arrived
    session.forget()
    const second = gateway.hold('POST /login')
    const login = session.logIn()
    await second.arrived
    first.release()
    await expect(discarded).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    const shared = session.logIn()
    second.release()
    await Promise.all([login, shared])
    expect([token(), gateway.count('POST /login')]).toEqual(['token-of-code-2', 2])
  })

  it('keeps the token of a login after forget() when an earlier erasure ends', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    const erasure = gateway.hold('DELETE /user')
    const erased = session.erase()
    await erasure.arrived
    session.forget()
    await session.logIn()
    erasure.release()
    await erased
    expect(token()).toBe('token-of-code-1')
  })

  it('erases no later user after forget(), for an erasure that waits for a renewal', async () => {
    const { session, token } = phoneWithToken(DUE_MINUTES)
    const renewal = gateway.hold('POST /session/renewal')
    await session.call('getSession')
    await renewal.arrived
    const erasure = session.erase()
    session.forget()
    await session.logIn()
    renewal.release()
    await expect(erasure).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    expect([token(), gateway.count('DELETE /user')]).toEqual(['token-of-code-1', 0])
  })

  it('erases no later user after forget(), for an erasure whose token is refused', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    gateway.tokens.clear()
    const erasure = gateway.hold('DELETE /user')
    const erased = session.erase()
    await erasure.arrived
    session.forget()
    await session.logIn()
    erasure.release()
    await expect(erased).rejects.toMatchObject({ status: 401 })
    expect([token(), gateway.count('DELETE /user')]).toEqual(['token-of-code-1', 1])
  })

  it('ends no later session after forget(), for a logout that waits for a renewal', async () => {
    const { session, token } = phoneWithToken(DUE_MINUTES)
    const renewal = gateway.hold('POST /session/renewal')
    await session.call('getSession')
    await renewal.arrived
    const loggedOut = session.logOut()
    session.forget()
    await session.logIn()
    renewal.release()
    await loggedOut
    expect([token(), gateway.count('DELETE /session')]).toEqual(['token-of-code-1', 0])
  })

  it('logs out of a session after forget() while an earlier log out is under way', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    const earlier = gateway.hold('DELETE /session')
    const first = session.logOut()
    await earlier.arrived
    session.forget()
    await session.logIn()
    await session.logOut()
    earlier.release()
    await first
    expect([token(), [...gateway.tokens]]).toEqual([undefined, []])
  })

  it('sends no code that wx.login returns after forget()', async () => {
    let giveCode: (outcome: { code: string }) => void = () => {}
    const { session } = phoneWithToken(FRESH_MINUTES, {
      login: () => new Promise<{ code: string }>((resolve) => (giveCode = resolve))
    })
    const login = session.logIn()
    session.forget()
    giveCode({ code: 'late' })
    await expect(login).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    expect(gateway.received).toHaveLength(0)
  })

  it('sends no code a second time after forget()', async () => {
    const { session, replied } = phoneWithToken(FRESH_MINUTES)
    gateway.next('POST /login', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '1' }))
    const login = session.logIn()
    login.catch(() => undefined)
    await replied('login')
    session.forget()
    await expect(login).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    expect(gateway.count('POST /login')).toBe(1)
  })
})

describe('logOut()', () => {
  it('ends the session at a logout although its renewal fails meanwhile', async () => {
    const { session, token } = phoneWithToken(DUE_MINUTES)
    gateway.next('POST /session/renewal', failing('DATABASE_UNAVAILABLE'))
    await Promise.all([session.call('getSession'), session.logOut()])
    expect([token(), [...gateway.tokens]]).toEqual([undefined, []])
  })

  it('shares one log out among callers at the same time, even one that fails', async () => {
    const { session } = phoneWithToken(FRESH_MINUTES)
    gateway.next('DELETE /session', failing('DATABASE_UNAVAILABLE'))
    const outcomes = await Promise.allSettled([session.logOut(), session.logOut()])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect([gateway.count('DELETE /session'), session.hasToken()]).toEqual([1, true])
  })

  it('completes a login that overtakes a logout which fails', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    const ending = gateway.hold('DELETE /session', failing('DATABASE_UNAVAILABLE'))
    const loggedOut = session.logOut()
    await ending.arrived
    const entering = gateway.hold('POST /login')
    const login = session.logIn()
    await entering.arrived
    ending.release()
    await expect(loggedOut).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    entering.release()
    await login
    expect(token()).toBe('token-of-code-1')
  })

  it('lets a login overtake a logout that has waited for a renewal', async () => {
    const { session, token } = phoneWithToken(DUE_MINUTES)
    const ending = gateway.hold('DELETE /session')
    const call = session.call('getSession')
    const loggedOut = session.logOut()
    await Promise.all([call, ending.arrived])
    await session.logIn()
    ending.release()
    await loggedOut
    expect(gateway.count('POST /session/renewal')).toBe(1)
    expect(token()).toBe('token-of-code-1')
  })

  it('lets calls use the token during a logout, and does not renew it', async () => {
    const { session } = phoneWithToken(DUE_MINUTES)
    const ending = gateway.hold('DELETE /session')
    const loggedOut = session.logOut()
    await ending.arrived
    await expect(session.call('getSession')).resolves.toBeDefined()
    ending.release()
    await loggedOut
    expect(gateway.count('POST /session/renewal')).toBe(0)
  })

  it('ends nothing at a logout when the login under way fails', async () => {
    const { session } = phoneWithToken(FRESH_MINUTES)
    session.forget()
    gateway.next('POST /login', failing('RATE_LIMITED'))
    const login = session.logIn()
    login.catch(() => undefined)
    await session.logOut()
    await expect(login).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect([session.hasToken(), gateway.received.length]).toEqual([false, 1])
  })

  it('drops the token at a logout although a login requested meanwhile fails', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    const ending = gateway.hold('DELETE /session')
    const loggedOut = session.logOut()
    await ending.arrived
    gateway.next('POST /login', failing('RATE_LIMITED'))
    await expect(session.logIn()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    ending.release()
    await loggedOut
    expect([token(), session.hasToken()]).toEqual([undefined, false])
  })
})

describe('logIn()', () => {
  it('keeps the held token when a login fails, and lets calls use it meanwhile', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    const entering = gateway.hold('POST /login', failing('RATE_LIMITED'))
    const login = session.logIn()
    await entering.arrived
    await expect(session.call('getSession')).resolves.toBeDefined()
    entering.release()
    await expect(login).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect([token(), session.hasToken()]).toEqual(['t1', true])
  })
})

describe('erase()', () => {
  it('makes a login that is requested during an erasure wait for its end', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    const erasure = gateway.hold('DELETE /user')
    const erased = session.erase()
    await erasure.arrived
    const login = session.logIn()
    await session.call('getSession')
    expect(gateway.count('POST /login')).toBe(0)
    erasure.release()
    await Promise.all([erased, login])
    expect(token()).toBe('token-of-code-1')
  })

  it('ends nothing at a logout that is requested during an erasure', async () => {
    const { session } = phoneWithToken(FRESH_MINUTES)
    await Promise.all([session.erase(), session.logOut()])
    expect(gateway.received.map(({ route }) => route)).toEqual(['DELETE /user'])
  })

  it('logs out after an erasure that fails', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    gateway.next('DELETE /user', failing('DATABASE_UNAVAILABLE'))
    const erased = session.erase()
    const loggedOut = session.logOut()
    await expect(erased).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    await loggedOut
    expect([token(), [...gateway.tokens]]).toEqual([undefined, []])
  })

  it('erases no user after a logout that is under way', async () => {
    const { session } = phoneWithToken(FRESH_MINUTES)
    const loggedOut = session.logOut()
    await expect(session.erase()).rejects.toMatchObject({ code: 'LOGGED_OUT' })
    await loggedOut
    expect(gateway.received.map(({ route }) => route)).toEqual(['DELETE /session'])
  })

  it('keeps no token when the login for an erasure fails', async () => {
    const { session, token } = phoneWithToken(FRESH_MINUTES)
    gateway.tokens.clear()
    gateway.next('POST /login', failing('RATE_LIMITED'))
    await expect(session.erase()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect([token(), session.hasToken()]).toEqual([undefined, false])
  })
})
