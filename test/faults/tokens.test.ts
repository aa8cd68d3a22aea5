import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import jwt from 'jsonwebtoken'
import { APP, type Backend, clientOf, failureOf, startBackend } from '../support/backend'
import { DOORS } from '../support/doors'
import { project } from '../support/project'

const secret = randomBytes(32)
const keyOf = (id: string, key: Buffer) => `${id}:${key.toString('base64')}`
let backend: Backend
let sid: string
beforeAll(async () => {
  backend = await startBackend({ settings: { TOKEN_KEYS: keyOf('now', secret) } })
  sid = (await clientOf(backend.doors, DOORS[0]).enter('alice')).session.id
})
afterAll(() => backend.stop())

const now = Math.floor(Date.now() / 1000)
const good = { iat: now, exp: now + 600, iss: project.name, aud: APP.appId }
const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** By hand: the library would refuse to make most of these. */
function sign(
  payload: unknown,
  options: { key?: Buffer; header?: Record<string, unknown> | string; hash?: string } = {}
) {
  const given = { alg: 'HS256', typ: 'JWT', kid: 'now' }
  const header =
    typeof options.header === 'string' ? options.header : { ...given, ...options.header }
  const text = `${part(header)}.${part(payload)}`
  const hmac = createHmac(options.hash ?? 'sha256', options.key ?? secret)
  return `${text}.${hmac.update(text).digest('base64url')}`
}

const claims = (more: Record<string, unknown>) => () => sign({ ...good, sid, ...more })
const header = (more: Record<string, unknown>) => () => sign({ ...good, sid }, { header: more })
const FORGED: [what: string, make: () => string][] = [
  ['that is empty', () => ''],
  ['that is not a JWT', () => 'nonsense'],
  ['with two parts', () => 'a.b'],
  ['with four parts', () => `${sign({ ...good, sid })}.x`],
  ['with a space in it', () => sign({ ...good, sid }).replace('.', ' .')],
  ['that is too long', () => `${'a'.repeat(5000)}.b.c`],
  ['without a signature', () => sign({ ...good, sid }).replace(/[^.]+$/, '')],
  ['with half a signature', () => sign({ ...good, sid }).slice(0, -20)],
  ['of the algorithm none', header({ alg: 'none' })],
  ['of the algorithm none, unsigned', () => header({ alg: 'none' })().replace(/[^.]+$/, '')],
  ['signed with another key', () => sign({ ...good, sid }, { key: randomBytes(32) })],
  ['signed with an empty key', () => sign({ ...good, sid }, { key: Buffer.alloc(0) })],
  [
    'signed with the text of the key',
    () => sign({ ...good, sid }, { key: Buffer.from(secret.toString('base64')) })
  ],
  [
    'signed with HS384 and the right key',
    () => sign({ ...good, sid }, { header: { alg: 'HS384' }, hash: 'sha384' })
  ],
  [
    'signed with HS512 and the right key',
    () => sign({ ...good, sid }, { header: { alg: 'HS512' }, hash: 'sha512' })
  ],
  ['that claims RS256', header({ alg: 'RS256' })],
  ['that brings its own key', header({ kid: undefined, jwk: { kty: 'oct', k: 'AAAA' } })],
  [
    'whose payload was changed',
    () =>
      sign({ ...good, sid }).replace(/\.[^.]+\./, `.${part({ ...good, sid, exp: good.exp + 1 })}.`)
  ],
  ['with an unknown kid', header({ kid: 'other' })],
  ['with no kid', header({ kid: undefined })],
  ['with the kid __proto__', header({ kid: '__proto__' })],
  ['with the kid constructor', header({ kid: 'constructor' })],
  ['with a path for a kid', header({ kid: '../../dev/null' })],
  ['with a list for a kid', header({ kid: ['now'] })],
  ['of another typ', header({ typ: 'at+jwt' })],
  ['without typ', header({ typ: undefined })],
  ['with crit', header({ crit: ['exp'] })],
  ['with a header of null', () => sign({ ...good, sid }, { header: 'null' })],
  ['without exp', claims({ exp: undefined })],
  ['that has expired', claims({ exp: now - 120 })],
  ['that expires at a text', claims({ exp: String(good.exp) })],
  [
    'that expires at 1e400',
    () => sign(JSON.stringify({ ...good, sid, exp: 1 }).replace('"exp":1', '"exp":1e400'))
  ],
  ['whose payload is a text', () => sign('"admin"')],
  ['whose payload is null', () => sign('null')],
  ['whose payload is a list', () => sign([1])],
  ['issued in the future', claims({ iat: now + 3600, exp: now + 7200 })],
  ['not valid yet', claims({ nbf: now + 3600 })],
  ['without iat', claims({ iat: undefined })],
  ['of another issuer', claims({ iss: 'other' })],
  ['without an issuer', claims({ iss: undefined })],
  ['for another mini-program', claims({ aud: 'wx1111111111111111' })],
  ['for nobody', claims({ aud: undefined })],
  ['without sid', claims({ sid: undefined })],
  ['of an unknown session', claims({ sid: '0'.repeat(32) })]
]
/** MySQL would compare some of these with every id. */
const ODD_SIDS = [0, 1, true, null, {}, [], [''], '', '%', "' OR 1 -- ", 'A'.repeat(32)]

describe.each(DOORS)('through %s', (door) => {
  const client = () => clientOf(backend.doors, door)
  const answerTo = async (token: string) => {
    const reply = await client().session(token)
    return [reply.status, { ...failureOf(reply), requestId: '' }]
  }
  let unauthenticated: unknown[]
  beforeAll(async () => {
    const reply = await client().call({ method: 'GET', path: '/session' })
    unauthenticated = [401, { ...failureOf(reply), requestId: '' }]
    expect((await client().session(sign({ ...good, sid }))).status).toBe(200)
  })

  it.each(FORGED)(
    'S04: refuses a forged token, with the same answer as none: one %s',
    async (_what, make) => {
      expect(await answerTo(make())).toEqual(unauthenticated)
    }
  )

  it('S03: quotes no part of a token that is not JSON in the log', async () => {
    const header = part({ alg: 'HS256', typ: 'JWT', kid: 'now' })
    for (const token of [
      `${header}.${part('quoted{')}.x`,
      `${part('{"alg":"HS256","quoted')}.${part('quoted')}.x`,
      sign('{"quoted'),
      sign({ ...good, sid }, { header: 'quoted' })
    ])
      expect(await answerTo(token)).toEqual(unauthenticated)
    expect(backend.lines.length).toBeGreaterThan(0)
    expect(backend.lines.filter((line) => /quote/.test(line))).toEqual([])
  })

  it('S08: refuses a signed token whose session id is not a text of 32 hexadecimal digits', async () => {
    for (const odd of ODD_SIDS)
      expect([odd, ...(await answerTo(sign({ ...good, sid: odd })))]).toEqual([
        odd,
        ...unauthenticated
      ])
  })

  it('S19: answers alike to an unknown, an expired and a revoked session and a wrong signature', async () => {
    const bob = await client().enter('bob')
    await client().withToken(bob.token, 'DELETE', '/session')
    const carol = await client().enter('carol')
    await backend.database.query('UPDATE sessions SET expires_at = ? WHERE id = UNHEX(?)', [
      new Date(Date.now() - 1000),
      carol.session.id
    ])
    const tokens = [
      sign({ ...good, sid: 'f'.repeat(32) }),
      bob.token,
      carol.token,
      bob.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      sign({ ...good, sid, exp: now - 3600 })
    ]
    for (const token of tokens) expect(await answerTo(token)).toEqual(unauthenticated)
  })

  it('S13: refuses a token or a code in the address', async () => {
    const token = sign({ ...good, sid })
    const get = { method: 'GET', path: '/session' }
    for (const name of ['token', 'access_token', 'authorization', 'skey']) {
      const reply = await client().call({ ...get, query: { [name]: token } })
      expect([name, reply.status]).toEqual([name, 400])
    }
    const code = await client().call({ ...get, path: '/login', query: { code: 'dev-a-1' } })
    expect(code.status).toBe(400)
  })
})

it('S04: refuses whatever a caller calls a token', async () => {
  const client = clientOf(backend.doors, 'a function-URL event')
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(...ODD_SIDS, now, 'HS256', 'now', sid))
  const object = (names: string[]) => fc.dictionary(fc.constantFrom(...names), odd)
  const token = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.base64String(), fc.base64String(), fc.base64String()).map((all) => all.join('.')),
    fc
      .tuple(object(['alg', 'typ', 'kid', 'crit']), object(['sid', 'exp', 'iat', 'iss', 'aud']))
      .map(([header, payload]) =>
        sign({ ...good, sid, ...payload }, { header, key: randomBytes(32) })
      ),
    object(['sid', 'exp', 'iat', 'iss', 'aud'])
      .filter((payload) => Object.keys(payload).length > 0)
      .map((payload) => sign({ ...good, sid: '0'.repeat(32), ...payload, iss: 'other' }))
  )
  await fc.assert(
    fc.asyncProperty(token, async (text) => {
      const reply = await client.session(text)
      expect([reply.status, failureOf(reply).code]).toEqual([401, 'UNAUTHENTICATED'])
      expect(reply.handled?.cpuMs).toBeLessThan(50)
    }),
    { numRuns: 5000 }
  )
}, 60_000)

it('S16: lets a token live with its key: the old one verifies, the new one signs, a removed one is dead', async () => {
  const next = randomBytes(32)
  const token = sign({ ...good, sid })
  const phases: [keys: string, isAccepted: boolean, kid: string][] = [
    [`${keyOf('now', secret)},${keyOf('next', next)}`, true, 'now'],
    [`${keyOf('next', next)},${keyOf('now', secret)}`, true, 'next'],
    [keyOf('next', next), false, 'next']
  ]
  for (const [TOKEN_KEYS, isAccepted, kid] of phases) {
    const doors = backend.openMore({ environment: { TOKEN_KEYS } })
    const client = clientOf(doors, 'a function-URL event')
    expect((await client.session(token)).status).toBe(isAccepted ? 200 : 401)
    const { header } = jwt.decode((await client.enter('dave')).token, { complete: true })!
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid })
    await doors.stop()
  }
})
