import { createHmac, randomBytes } from 'node:crypto'
import { project } from '../../support/project'
import { type Rehearsal, startRehearsal } from './rehearsal'

/** A stage whose secrets are in SSM, and in no file or variable. */
let rehearsal: Rehearsal
beforeAll(async () => {
  rehearsal = await startRehearsal()
  const { roles, secrets } = rehearsal.cloud.state
  for (const role of [ROLE, 'another']) roles.add(role)
  const versions = new Map([['v1', JSON.stringify(kept())]])
  secrets.set('app', { versions, readers: new Set([ROLE]) })
})
afterAll(() => rehearsal.stop())
jest.setTimeout(240_000)

const ROLE = 'functions-of-the-shop'
const KEPT = ['WECHAT_APP_SECRET', 'DATABASE_URL', 'TOKEN_KEYS', 'SEALING_KEYS']
const key = randomBytes(32)
const kept = () => ({
  ...Object.fromEntries(KEPT.map((name) => [name, rehearsal.settings[name]])),
  TOKEN_KEYS: `ssm1:${key.toString('base64')}`
})
const EMPTY = Object.fromEntries(KEPT.map((name) => [name, '']))
const found = (name: string) => rehearsal.cloud.state.functions.get(`${project.name}-test-${name}`)
const deploy = (env: Record<string, string>) =>
  rehearsal.run('deploy', ['--stage', 'test'], { ...EMPTY, SECRETS_NAME: 'app@v1', ...env })
const ask = (name: string, init?: Parameters<Rehearsal['ask']>[1]) =>
  rehearsal.ask(`${rehearsal.urlOf(`${project.name}-test-${name}`)}/${name}`, init)

it('refuses a stage without a role before anything is written', async () => {
  const { code, output, writes } = await deploy({})
  expect(output).toMatch(/FAIL +ssm +no role: .*login/)
  expect({ code, writes }).toEqual({ code: 1, writes: [] })
})

it('deploys without a secret, with the role, and reports what it could not try', async () => {
  const { code, output, calls } = await deploy({ SCF_ROLE: ROLE })
  expect(output).toMatch(
    /login, session, user.*: started; settings in SSM cannot be tried from here/
  )
  expect(output).toContain(`role: ${ROLE}`)
  expect(code).toBe(0)
  // the deployer's key may not read it, and does not try
  expect(calls.filter(({ service }) => service === 'ssm')).toEqual([])
  const { Role, Environment } = found('login')?.latest.configuration ?? {}
  expect(Role).toBe(ROLE)
  for (const name of KEPT) expect(JSON.stringify(Environment)).not.toContain(name)
})

it('logs a user in with a token that is signed by the key in SSM', async () => {
  const login = await ask('login', { method: 'POST', body: { code: 'dev-alice-1' } })
  const { token } = login.json as { token: string }
  const [head = '', body = '', signature] = token.split('.')
  expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ kid: 'ssm1' })
  const right = createHmac('sha256', key).update(`${head}.${body}`).digest('base64url')
  expect(signature).toBe(right)
  const headers = { authorization: `Bearer ${token}` }
  expect((await ask('session', { headers })).status).toBe(200)
  const asked = rehearsal.cloud.calls.filter(({ service }) => service === 'ssm')
  expect(asked.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['GetSecretValue', 'ok'],
    ['GetSecretValue', 'ok']
  ])
})

it('answers 503 while the role may not read the secret, and recovers', async () => {
  const secret = rehearsal.cloud.state.secrets.get('app')
  secret?.readers.clear()
  const answer = await ask('user')
  expect([answer.status, answer.json]).toMatchObject([503, { code: 'SETTINGS_UNAVAILABLE' }])
  secret?.readers.add(ROLE)
  expect((await ask('user')).status).toBe(401)
})
