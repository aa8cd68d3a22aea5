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

const instanceOf = (reply: Response) => reply.headers.get('x-gateway-source')?.split(' ')[0]

it("keeps the cloud's SDK in a bundle of its own", () => {
  const dist = path.resolve(__dirname, '../../../dist')
  const bundle = (name: string) => readFileSync(path.join(dist, `${name}.js`), 'utf8')
  const sentinel = 'TC3-HMAC-SHA256'
  expect(bundle('secret-store')).toContain(sentinel)
  for (const name of ['login', 'session', 'user', 'janitor'])
    expect(bundle(name)).not.toContain(sentinel)
})
