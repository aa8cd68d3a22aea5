import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Schemas } from '../../../gateway-config/generated/contract'
import { startTestStack, type TestStack } from '../../support/stack'
import { newCode } from '../caller'
import { newKey } from '../keys'
import { type SecretStoreStandIn, startSecretStore } from './mock-secret-store'

const ROLE = {
  TENCENTCLOUD_SECRETID: 'role-id',
  TENCENTCLOUD_SECRETKEY: 'role-key-canary',
  TENCENTCLOUD_SESSIONTOKEN: 'role-token-canary'
}
/** The stand-in of object storage would give the functions a role. */
const NO_ROLE = { FILES_URL: 'http://127.0.0.1:9' }
const secrets = {
  WECHAT_APP_SECRET: '0'.repeat(32),
  TOKEN_KEYS: newKey('stored'),
  SEALING_KEYS: newKey('stored')
}
let store: SecretStoreStandIn
let stack: TestStack
beforeEach(async () => {
  store = await startSecretStore()
  store.value = secrets
  stack = await startTestStack({
    ...ROLE,
    ...NO_ROLE,
    SECRETS_NAME: 'shop@v3',
    SECRETS_URL: store.url,
    // the store takes precedence over good and bad values of the environment
    WECHAT_APP_SECRET: 'f'.repeat(32),
    TOKEN_KEYS: 'weak'
  })
  const app = stack.wechat?.app()
  if (app) app.secret = secrets.WECHAT_APP_SECRET
})
afterEach(async () => {
  await stack.stop()
  await store.stop()
})

const failureOf = async (response: Response) => (await response.json()) as Schemas['Failure']

describe('with a secret store', () => {
  it('fetches settings once, with the role of the function', async () => {
    const code = newCode('alice')
    const logins = [code, newCode('alice'), newCode('alice')].map((each) => stack.login(each))
    const replies = await Promise.all(logins)
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(store.asked).toHaveLength(new Set(replies.map(instanceOf)).size)
    const [question] = store.asked
    expect(question?.body).toEqual({ SecretName: 'shop', VersionId: 'v3' })
    expect(question?.headers).toMatchObject({
      'x-tc-action': 'GetSecretValue',
      'x-tc-version': '2019-09-23',
      'x-tc-token': ROLE.TENCENTCLOUD_SESSIONTOKEN
    })
    expect(question?.headers.authorization).toMatch(/^TC3-HMAC-SHA256 Credential=role-id\//)
    const { token } = (await replies[0]?.json()) as { token: string }
    const header = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()
    expect(header).toContain('"kid":"stored"')
  })

  it('answers 503 while the store is unreachable, spends no code, and asks again at the next call', async () => {
    store.hang = true
    const code = newCode('bob')
    const refused = await stack.login(code)
    expect([refused.status, await failureOf(refused)]).toMatchObject([
      503,
      { code: 'SETTINGS_UNAVAILABLE' }
    ])
    expect(refused.headers.get('retry-after')).toBe('2')
    expect(stack.wechat?.asked).toEqual([])
    store.hang = false
    expect((await stack.login(code)).status).toBe(200)
  })

  it('logs that the store does not have the secret', async () => {
    store.value = undefined
    expect((await stack.login(newCode('carol'))).status).toBe(503)
    expect(stack.lines.join('\n')).toContain('ResourceNotFound.SecretNotExist')
  })

  it('refuses weak settings of the store at every call, and never repeats them', async () => {
    store.value = { ...secrets, TOKEN_KEYS: 'now:hunter2' }
    for (let i = 0; i < 2; i++) {
      const refused = await stack.login(newCode('dave'))
      expect([refused.status, (await failureOf(refused)).code]).toEqual([
        500,
        'SERVER_MISCONFIGURED'
      ])
    }
    expect(store.asked).toHaveLength(1)
    const lines = stack.lines.join('\n')
    expect(lines).toContain('CONFIG_REFUSED')
    expect(lines).not.toContain('hunter2')
    expect(lines).not.toContain('canary')
  })
})

describe('the key that reads the secret store', () => {
  const KEY = { 'x-scf-secret-id': 'header-id', 'x-scf-secret-key': 'header-key-canary' }
  const headers = { ...KEY, 'x-scf-session-token': 'header-token-canary' }
  const logInWith = (started: TestStack, more: Record<string, string>) =>
    started.fetch('/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more },
      body: JSON.stringify({ code: newCode('erin') })
    })
  const usedKeys = () =>
    store.asked.map(({ headers }) => /Credential=([\w-]+)/.exec(headers.authorization ?? '')?.[1])
  const startWithoutRole = async () => {
    const { TENCENTCLOUD_REGION = '' } = process.env
    const started = await startTestStack({
      ...{ ...NO_ROLE, TENCENTCLOUD_REGION, SECRETS_NAME: 'shop', SECRETS_URL: store.url }
    })
    const app = started.wechat?.app()
    if (app) app.secret = secrets.WECHAT_APP_SECRET
    return started
  }

  it("is the request's, where the environment has none", async () => {
    const bare = await startWithoutRole()
    const without = await logInWith(bare, KEY)
    expect([without.status, await failureOf(without)]).toMatchObject([
      503,
      { code: 'SETTINGS_UNAVAILABLE' }
    ])
    expect(store.asked).toEqual([])
    expect((await logInWith(bare, headers)).status).toBe(200)
    expect(usedKeys()).toEqual(['header-id'])
    expect(store.asked[0]?.headers['x-tc-token']).toBe('header-token-canary')
    await bare.stop()
    expect(bare.lines.join('\n')).not.toMatch(/header-id|canary/)
  })

  it("is the environment's, whatever key a caller sends", async () => {
    expect((await logInWith(stack, headers)).status).toBe(200)
    expect(usedKeys()).toEqual(['role-id'])
  })

  it("is the request's once the environment's has expired", async () => {
    store.refused.push('role-id')
    expect((await logInWith(stack, {})).status).toBe(503)
    expect((await logInWith(stack, headers)).status).toBe(200)
    expect(usedKeys()).toEqual(['role-id', 'role-id', 'header-id'])
  })
})

const instanceOf = (reply: Response) => reply.headers.get('x-gateway-source')?.split(' ')[0]

it("keeps the cloud's SDK in a bundle of its own", () => {
  const dist = path.resolve(__dirname, '../../../dist')
  const bundle = (name: string) => readFileSync(path.join(dist, `${name}.js`), 'utf8')
  const sentinel = 'SDK_NODEJS'
  expect(bundle('secret-store')).toContain(sentinel)
  for (const name of ['login', 'session', 'user', 'janitor'])
    expect(bundle(name)).not.toContain(sentinel)
})
