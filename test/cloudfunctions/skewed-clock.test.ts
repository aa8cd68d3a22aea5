import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import jwt from 'jsonwebtoken'
import { project } from '../support/project'
import { bearer, startTestStack, type TestStack } from '../support/stack'
import { logIn } from './caller'
import { newKey } from './keys'

const SKEW_MS = 300_000
const APP_ID = 'wx0000000000000000'
const secret = randomBytes(32)
const keys = { TOKEN_KEYS: `now:${secret.toString('base64')}`, SEALING_KEYS: newKey() }
let folder: string
let right: TestStack
let behind: TestStack
let ahead: TestStack
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'skewed-clock-'))
  right = await startTestStack(keys)
  behind = await startTestStack({ ...keys, ...skewedBy(-SKEW_MS) }, right.database)
  ahead = await startTestStack({ ...keys, ...skewedBy(SKEW_MS) }, right.database)
})
afterAll(async () => {
  await Promise.all([behind.stop(), ahead.stop()])
  await right.stop()
  rmSync(folder, { recursive: true })
})

/** A setting with which an instance's clock is wrong. */
function skewedBy(ms: number): { NODE_OPTIONS: string } {
  const file = path.join(folder, `skew${ms}.cjs`)
  writeFileSync(
    file,
    `const Right = Date
     globalThis.Date = class Date extends Right {
       constructor(...given) { given.length ? super(...given) : super(Right.now() + ${ms}) }
       static now() { return Right.now() + ${ms} }
     }`
  )
  return { NODE_OPTIONS: `--require ${file}` }
}

const statusOf = async (stack: TestStack, token: string) =>
  (await stack.fetch('/session', bearer(token))).status

const tokenOf = (sid: string, iat: number, exp: number) =>
  jwt.sign({ sid, iat, exp, iss: project.name, aud: APP_ID }, secret, { keyid: 'now' })

describe.each(['five minutes behind', 'five minutes ahead'])('an instance that is %s', (where) => {
  const skewed = () => (where.endsWith('behind') ? behind : ahead)

  it('accepts a token of an instance whose clock is right, and the other way round', async () => {
    const alice = await logIn(right, 'alice')
    expect(await statusOf(skewed(), alice.token)).toBe(200)
    const bob = await logIn(skewed(), 'bob')
    expect(await statusOf(right, bob.token)).toBe(200)
  })

  it("gives sessions and tokens the database's times", async () => {
    const { token, session, call } = await logIn(skewed(), 'carol')
    const secondsFromNow = (time: string) => (Date.parse(time) - Date.now()) / 1000
    expect(secondsFromNow(session.createdAt)).toBeCloseTo(0, -1)
    expect(secondsFromNow(session.expiresAt)).toBeCloseTo(7200, -1)
    const { iat = 0, exp = 0 } = jwt.decode(token) as { iat?: number; exp?: number }
    expect(iat - Date.now() / 1000).toBeCloseTo(0, -1)
    expect(exp).toBe(Math.floor(Date.parse(session.expiresAt) / 1000))
    const { body } = await call<{ expiresAt: string }>('POST', '/session/renewal')
    expect(secondsFromNow(body.expiresAt)).toBeCloseTo(7200, -1)
  })

  it('refuses a session that has ended, and a token that has expired', async () => {
    const { token, session } = await logIn(right, 'dave')
    const now = Math.floor(Date.now() / 1000)
    expect(await statusOf(skewed(), tokenOf(session.id, now - 600, now + 30))).toBe(200)
    expect(await statusOf(skewed(), tokenOf(session.id, now - 600, now - 90))).toBe(401)
    expect(await statusOf(skewed(), tokenOf(session.id, now + 90, now + 600))).toBe(401)
    await right.database.query(
      'UPDATE sessions SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 90 SECOND WHERE id = UNHEX(?)',
      [session.id]
    )
    expect(await statusOf(skewed(), token)).toBe(401)
  })
})
