import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { project } from '../../support/project'
import { bearer, postJson } from '../../support/stack'
import { type MockGateway, sourceOf, startMock } from './helpers'

interface Session {
  id: string
  userId: string
  createdAt: string
  expiresAt: string
}
interface Login {
  token: string
  expiresAt: string
  session: Session
}

const START = Date.parse('2026-06-01T08:00:00.000Z')
const HOUR = 3_600_000
let now: number
let gateway: MockGateway
beforeAll(async () => {
  gateway = await startMock({ now: () => now })
})
beforeEach(async () => {
  now = START
  await gateway.send('/_gateway/reset', { method: 'POST' })
})
afterAll(() => gateway.stop())

const logIn = async (code: string) => (await (await gateway.login({ code })).json()) as Login

describe('in mock mode, with no function', () => {
  it('keeps login, session, logout and 401 consistent, for several clients at once', async () => {
    const [alice, bob] = [await logIn('dev-alice-1'), await logIn('dev-bob-1')]
    expect(alice.token).not.toBe(bob.token)
    for (const { token, session } of [alice, bob]) {
      const response = await gateway.session(token)
      expect(await response.json()).toEqual({ session })
    }
    const ended = await gateway.session(alice.token, { method: 'DELETE' })
    expect([ended.status, await ended.text()]).toEqual([204, ''])

    const dead = await gateway.session(alice.token)
    expect(sourceOf(dead)).toEqual([401, 'mock:unauthenticated'])
    expect((await gateway.session(alice.token, { method: 'DELETE' })).status).toBe(401)
    expect((await gateway.session(bob.token)).status).toBe(200)
  })

  it('refuses a token that no login gave, as in production', async () => {
    expect((await gateway.session('never-given')).status).toBe(401)
  })

  it('returns the same user id for every login of a user', async () => {
    const first = await logIn('dev-alice-1')
    const second = await logIn('dev-alice-2')
    expect(second.session.userId).toBe(first.session.userId)
    expect(second.session.id).not.toBe(first.session.id)
    expect((await logIn('dev-bob-1')).session.userId).not.toBe(first.session.userId)
    const anyone = await logIn('the code is a mock one')
    expect((await logIn('0a1b2c')).session.userId).toBe(anyone.session.userId)
  })

  it('counts times from now, and lets the token expire by them', async () => {
    const { token, session, expiresAt } = await logIn('dev-alice-1')
    expect(session.createdAt).toBe('2026-06-01T08:00:00.000Z')
    expect([expiresAt, session.expiresAt]).toEqual(Array(2).fill('2026-06-01T10:00:00.000Z'))
    now = START + 2 * HOUR - 1
    expect((await gateway.session(token)).status).toBe(200)
    now = START + 2 * HOUR
    expect((await gateway.session(token)).status).toBe(401)
  })

  it('moves the expiry with a renewal', async () => {
    const { token } = await logIn('dev-alice-1')
    now = START + HOUR
    const renewed = await gateway.send('/session/renewal', bearer(token, { method: 'POST' }))
    expect(await renewed.json()).toMatchObject({ expiresAt: '2026-06-01T11:00:00.000Z' })
    now = START + 2.5 * HOUR
    expect((await gateway.session(token)).status).toBe(200)
  })

  it('returns what a client has saved before', async () => {
    const { token, session } = await logIn('dev-alice-1')
    const read = async () =>
      (await (await gateway.send('/user', bearer(token))).json()) as { user: object }
    expect((await read()).user).toMatchObject({ id: session.userId, createdAt: session.createdAt })
    const { headers, ...put } = postJson({ nickname: 'Ann "A" 🌧' })
    const saved = await gateway.send('/user/profile', {
      ...put,
      method: 'PUT',
      headers: { ...(headers as object), authorization: `Bearer ${token}` }
    })
    expect(saved.status).toBe(200)
    expect((await read()).user).toMatchObject({ nickname: 'Ann "A" 🌧' })
  })

  it('follows the session in every other operation that needs a login', async () => {
    const { token, session } = await logIn('dev-alice-1')
    const list = () => gateway.send('/session/list', bearer(token))
    const { sessions } = (await (await list()).json()) as { sessions: Session[] }
    expect(sessions[0]).toEqual(session)
    await gateway.session(token, { method: 'DELETE' })
    expect((await list()).status).toBe(401)
  })

  it('counts what an answer shows for the first time from the login, not from the call', async () => {
    const { token } = await logIn('dev-alice-1')
    now = START + HOUR
    const listed = await gateway.send('/session/list', bearer(token))
    const { sessions } = (await listed.json()) as { sessions: Session[] }
    expect(sessions[1]).toMatchObject({ createdAt: '2026-05-31T08:00:00.000Z' })
  })

  it('gives a working token with a login that was chosen by name too', async () => {
    const response = await gateway.login({ code: 'x' }, 'example=loggedIn')
    const { token } = (await response.json()) as Login
    expect((await gateway.session(token)).status).toBe(200)
  })

  it('shows the state without the token, and forgets it by one call', async () => {
    const { token } = await logIn('dev-alice-1')
    const seen = await gateway.send('/_gateway/scenarios')
    const text = await seen.text()
    expect(JSON.parse(text)).toEqual({
      scenarios: [
        {
          name: 'session',
          summary: expect.any(String) as string,
          machines: [
            {
              id: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
              state: 'alive',
              startedAt: '2026-06-01T08:00:00.000Z',
              changedAt: '2026-06-01T08:00:00.000Z',
              until: '2026-06-01T10:00:00.000Z'
            }
          ]
        }
      ]
    })
    expect(text).not.toContain(token)
    const reset = await gateway.send('/_gateway/reset', { method: 'POST' })
    expect(await reset.json()).toEqual({ scenarios: [] })
    expect((await gateway.session(token)).status).toBe(401)
  })

  it('keeps its state when a page of another origin asks to reset it', async () => {
    const { token } = await logIn('dev-alice-1')
    const headers = { origin: 'https://example.com', 'sec-fetch-site': 'cross-site' }
    const reset = await gateway.send('/_gateway/reset', { method: 'POST', headers })
    expect(reset.status).toBe(403)
    expect((await gateway.session(token)).status).toBe(200)
  })

  it('keeps sessions alive when the contract is edited', async () => {
    const { token } = await logIn('dev-alice-1')
    gateway.edit((text) => text.replace('message: Log in again', 'message: Log in once more'))
    const deadline = Date.now() + 5000
    let message = ''
    while (message !== 'Log in once more' && Date.now() < deadline) {
      const refused = await gateway.send('/session')
      message = ((await refused.json()) as { message: string }).message
    }
    expect(message).toBe('Log in once more')
    expect((await gateway.session(token)).status).toBe(200)
  })
})

describe('when a function does the logins', () => {
  let mixed: MockGateway
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'mixed-'))
    const environmentsFile = path.join(folder, 'environments.yaml')
    const text = readFileSync(project.environmentsFile, 'utf8')
    const getSessionMocked = 'routes: { getSession: { source: mock } }'
    writeFileSync(environmentsFile, text.replace('routes: {}', getSessionMocked))
    mixed = await startMock({
      mode: 'environments',
      environmentsFile,
      scf: { request: () => Promise.reject(new Error('not asked')) }
    })
  })
  afterAll(async () => {
    await mixed.stop()
    rmSync(folder, { recursive: true })
  })

  it('accepts tokens that it has never seen on a mocked route', async () => {
    expect(sourceOf(await mixed.session('of-a-real-login'))).toEqual([200, 'mock:alive'])
  })
})
