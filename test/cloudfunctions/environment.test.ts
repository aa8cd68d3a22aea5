import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type DoorRequest } from '../../cloudfunctions/shared/http/door-request'
import { createEnvironment } from '../../cloudfunctions/shared/http/environment'
import { createScf, type FunctionSettings, type Scf } from '../../tools/scf'
import { newKeys } from './keys'

/** What a deployment writes beside the bundles. No call here reaches the database. */
const settings = {
  cors: { origins: ['https://page.example'], headers: ['authorization'], maxAgeSeconds: 60 },
  routes: {
    getSession: {
      source: 'function' as const,
      rateLimit: { count: 2, per: 'minute' as const, by: 'token' as const },
      statusMap: { 401: 403 }
    },
    renewSession: { source: 'function' as const, maxBodyBytes: 10, maxHeaderBytes: 400 },
    revokeSession: { source: 'function' as const, maxBodyBytes: 0 }
  }
}

describe.each(['event', 'web'] as const)('a deployed %s function', (type) => {
  let folder: string
  let scf: Scf
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'weapp scf gateway '))
    cpSync(path.resolve(__dirname, '../../dist/session.js'), path.join(folder, 'session.js'))
    writeFileSync(
      path.join(folder, 'gateway.json'),
      JSON.stringify({ environment: 'test', settings })
    )
    const session: FunctionSettings = {
      name: 'session',
      bundle: path.join(folder, 'session.js'),
      type,
      event: 'url',
      handler: 'main_handler',
      timeoutSeconds: 6,
      initTimeoutSeconds: 10,
      memoryMb: 256,
      concurrency: type === 'web' ? 50 : 1,
      maxInstances: 1,
      environment: {
        WECHAT_APPID: 'wx0123456789abcdef',
        WECHAT_APP_SECRET: 'a'.repeat(32),
        DATABASE_URL: 'mysql://nobody@127.0.0.1:1/none',
        ...newKeys()
      },
      timers: []
    }
    scf = createScf({ functions: [session], log: () => undefined })
  })
  afterAll(async () => {
    await scf.stop()
    rmSync(folder, { recursive: true })
  })

  async function ask(method: string, path: string, headers = {}, body = '') {
    const request = {
      method,
      path,
      headers,
      body: Buffer.from(body),
      rawQuery: '',
      requestId: 'request-0001'
    }
    const answer = await scf.request('session', { ...request, remoteAddress: '203.0.113.7' })
    return { ...answer, json: answer.body ? (JSON.parse(answer.body) as object) : undefined }
  }

  it('limits calls per caller, and says when to try again', async () => {
    const headers = { authorization: 'Bearer one' }
    // a new minute may begin during the test
    const answers = []
    for (let i = 0; i < 5; i++) answers.push(await ask('GET', '/session', headers))
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.json).toMatchObject({
      code: 'RATE_LIMITED',
      message: 'more than 2 calls per minute'
    })
    expect(refused?.json).toHaveProperty('requestId', refused?.headers['x-request-id'])
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect(answers[0]?.status).toBe(403)
    expect((await ask('GET', '/session', { authorization: 'Bearer two' })).status).toBe(403)
  })

  it('refuses a body or headers that are too large, before reading them', async () => {
    const json = { 'content-type': 'application/json' }
    const large = await ask('POST', '/session/renewal', json, '{"device":1}')
    expect([large.status, large.json]).toMatchObject([413, { message: 'body: more than 10 bytes' }])
    const long = await ask('POST', '/session/renewal', { 'x-long': 'x'.repeat(400) })
    expect([long.status, long.json]).toMatchObject([
      400,
      { message: 'headers: more than 400 bytes' }
    ])
    expect((await ask('POST', '/session/renewal', json)).status).toBe(401)
    // a path with a parameter has its own, also where a fixed path of another method fits
    expect((await ask('DELETE', '/session/list', {}, 'x')).status).toBe(413)
  })

  it('answers preflight requests, and lets only listed pages read replies', async () => {
    const asked = { 'access-control-request-method': 'GET' }
    const origin = 'https://page.example'
    const preflight = await ask('OPTIONS', '/session', { ...asked, origin })
    expect([preflight.status, preflight.body]).toEqual([204, ''])
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, DELETE',
      'access-control-allow-headers': 'authorization',
      'access-control-max-age': '60',
      vary: 'origin'
    })
    const failure = await ask('POST', '/session', { origin })
    expect([failure.status, failure.headers['access-control-allow-origin']]).toEqual([405, origin])
    const foreign = await ask('GET', '/session/list', { origin: 'https://other.example' })
    expect(foreign.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('answers unknown paths as the contract does', async () => {
    for (const method of ['GET', 'OPTIONS'])
      expect(
        (await ask(method, '/session/a/b', { 'access-control-request-method': 'GET' })).status
      ).toBe(404)
  })
})

describe('an environment', () => {
  const request: DoorRequest = {
    ...{ method: 'GET', path: '/session', rawQuery: '', headers: {}, body: Buffer.alloc(0) },
    ...{ requestId: 'request-0001', remoteAddress: '203.0.113.7', remainingMs: 6000 }
  }
  const reply = { status: 401, headers: { a: 'b' }, body: '{}' }

  it('lets everything pass without settings', () => {
    const gateway = createEnvironment(undefined)
    for (let i = 0; i < 100; i++) expect(gateway.admit(request)).toBeUndefined()
    expect(gateway.finish(request, reply)).toBe(reply)
  })

  it('starts counting again with each minute', () => {
    let now = 0
    const gateway = createEnvironment(settings, () => now)
    const isRefused = () => {
      try {
        return gateway.admit(request) !== undefined
      } catch {
        return true
      }
    }
    expect([isRefused(), isRefused(), isRefused()]).toEqual([false, false, true])
    now = 60_000
    expect(isRefused()).toBe(false)
  })
})
