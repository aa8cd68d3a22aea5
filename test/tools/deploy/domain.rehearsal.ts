import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { project } from '../../support/project'
import { copyProject } from './project-copy'
import { type Answer, type Ended, type Rehearsal, startRehearsal } from './rehearsal'

/**
 * From a mocked API to the real one, at one address: `npm run deploy` with the login mocked, `npm
 * run domain`, and the switch. Each test continues where the one before it ended.
 */
const HOST = 'api-prepub.shop.test'
/** An owner may have removed it (docs/your-project.md). Operations of one path have one source. */
const hasWafer = existsSync(path.join(project.root, 'gateway-config/wafer.yaml'))
const SETTINGS = (source: 'mock' | 'function', domain = HOST) => `
test: { source: function }
prepub:
  domain: ${domain}
  source: function
  cors: { origins: ['https://page.example'], maxAgeSeconds: 60 }
  routes:
    login: { source: ${source}, maxBodyBytes: 300 }
${hasWafer ? `    waferLogin: { source: ${source} }\n` : ''}    getSession: { rateLimit: { count: 20, per: minute, by: token }, statusMap: { 401: 403 } }
    saveProfile: { maxBodyBytes: 40, maxHeaderBytes: 600 }
release: { source: function }
`
let copy: ReturnType<typeof copyProject>
let rehearsal: Rehearsal
beforeAll(async () => {
  copy = copyProject()
  setSource('mock')
  rehearsal = await startRehearsal(copy.root)
})
afterAll(async () => {
  await rehearsal.stop()
  copy.remove()
})
jest.setTimeout(240_000)

function setSource(...given: Parameters<typeof SETTINGS>): void {
  copy.edit('gateway-config/environments.yaml', () => SETTINGS(...given))
}
const PREPUB = ['--stage', 'prepub']
const CERTIFICATE = ['--certificate', 'cert-1']
const domain = (...args: string[]) => rehearsal.run('domain', [...PREPUB, ...args])
const names = ({ writes }: Ended) => writes.map(({ action }) => action)
const ask = (path: string, init?: Parameters<Rehearsal['ask']>[1]) =>
  rehearsal.ask(`https://${HOST}${path}`, init)
let codes = 0
const logIn = (user = `user${codes}`) =>
  ask('/login', { method: 'POST', body: { code: `dev-${user}-${++codes}` } })
const sourceOf = ({ status, headers }: Answer) => [status, headers['x-gateway-source']]

function expectRefusal({ code, output, writes }: Ended, words: string): void {
  expect(output).toContain(words)
  expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/)
  expect({ code, writes }).toEqual({ code: 1, writes: [] })
}

it('lists what is not deployed yet', async () => {
  const ended = await domain(...CERTIFICATE)
  expectRefusal(ended, 'npm run deploy -- --stage prepub')
  expect(ended.output).toContain(`${project.name}-prepub-mock is not deployed: /login, /login/*`)
})

it('deploys the mock function where a route is mocked, without the settings of the others', async () => {
  const { code, output } = await rehearsal.run('deploy', PREPUB)
  expect(output).toContain(`+ ${project.name}-prepub-mock`)
  expect(code).toBe(0)
  const mock = rehearsal.cloud.state.functions.get(`${project.name}-prepub-mock`)
  expect(mock).toMatchObject({ type: 'HTTP', reservedMb: 256 })
  expect(mock?.latest.configuration.Environment).toEqual({
    Variables: [{ Key: 'FUNCTION_BUNDLE', Value: 'mock' }]
  })
})

it('refuses a domain without a certificate', async () => {
  expectRefusal(await domain(), `${HOST} needs a certificate`)
})

it('only reads in a dry run, and shows what would be created', async () => {
  const { code, output, calls, writes } = await domain(...CERTIFICATE, '--dry-run')
  expect(output).toContain(`+ ${HOST}`)
  expect(output).toMatch(new RegExp(`\\+ /login +${project.name}-prepub-mock`))
  expect(output).toMatch(new RegExp(`\\+ /session/\\* +${project.name}-prepub-session`))
  expect({ code, writes }).toEqual({ code: 0, writes: [] })
  expect(calls.length).toBeGreaterThan(0)
})

it('explains that another account has the name', async () => {
  rehearsal.cloud.faults.refuse('CreateCustomDomain', { code: 'ResourceInUse.CustomDomain' })
  const { code, output } = await domain(...CERTIFICATE)
  expect(output).toContain(`${HOST} is taken: another account has it`)
  expect(code).toBe(1)
  rehearsal.cloud.faults.clear()
})

it('creates the domain, and says what else has to be done', async () => {
  const ended = await domain(...CERTIFICATE)
  expect(names(ended)).toEqual(['CreateCustomDomain'])
  expect(ended.output).toContain(`DNS: ${HOST}  CNAME  1250000000.ap-guangzhou.tencentscf.com`)
  expect(ended.output).toContain(`request 合法域名): https://${HOST}`)
  expect(ended.code).toBe(0)
})

it('changes nothing the second time, and keeps the certificate', async () => {
  const { code, output, writes } = await domain()
  expect(output).toContain('nothing to change')
  expect({ code, writes }).toEqual({ code: 0, writes: [] })
})

it('answers the login from the mock and the rest from the functions', async () => {
  const login = await logIn('alice')
  expect(sourceOf(login)).toEqual([200, 'mock:loggedIn'])
  expect(rehearsal.wechat.asked).toEqual([])
  const prefer = { prefer: 'example=usedCode' }
  const asked = { method: 'POST', headers: prefer, body: { code: 'x' } }
  expect(sourceOf(await ask('/login', asked))).toEqual([401, 'mock:usedCode'])
  const unknown = await ask('/user')
  expect([sourceOf(unknown), unknown.json]).toMatchObject([
    [401, undefined],
    { code: 'UNAUTHENTICATED' }
  ])
})

it('applies limits and CORS of the environment to the mock', async () => {
  const large = await ask('/login', { method: 'POST', body: { code: 'x'.repeat(400) } })
  expect([large.status, large.json]).toMatchObject([413, { code: 'PAYLOAD_TOO_LARGE' }])
  const { headers } = await ask('/login', { headers: { origin: 'https://page.example' } })
  expect(headers['access-control-allow-origin']).toBe('https://page.example')
})

it('loses no call while the login is switched to its function', async () => {
  setSource('function')
  const seen: Answer[] = []
  let isOver = false
  const callers = [1, 2].map(async () => {
    while (!isOver) {
      seen.push(await logIn())
      await delay(20)
    }
  })
  const ended = await domain()
  expect(ended.output).toMatch(
    new RegExp(`~ /login +${project.name}-prepub-mock -> ${project.name}-prepub-login`)
  )
  expect(names(ended)).toEqual(['UpdateCustomDomain'])
  expect(ended.code).toBe(0)
  const before = seen.length
  while (seen.length < before + 4) await delay(20)
  isOver = true
  await Promise.all(callers)
  expect(seen.filter(({ status }) => status !== 200)).toEqual([])
  expect(sourceOf(seen[0] as Answer)).toEqual([200, 'mock:loggedIn'])
  expect(sourceOf(seen.at(-1) as Answer)).toEqual([200, undefined])
})

it('uses WeChat and the database after the switch', async () => {
  rehearsal.wechat.asked.length = 0
  const { token } = (await logIn('bob')).json as { token: string }
  expect(rehearsal.wechat.asked).toEqual(['/sns/jscode2session'])
  const headers = { authorization: `Bearer ${token}` }
  expect((await ask('/session', { headers })).status).toBe(200)
})

it('applies the limits of the environment in the functions', async () => {
  const { token } = (await logIn('carol')).json as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  const save = (more: object, nickname: string) =>
    ask('/user/profile', { method: 'PUT', headers: { ...headers, ...more }, body: { nickname } })
  expect((await save({}, 'x'.repeat(40))).json).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
  const long = await save({ 'x-long': 'x'.repeat(500) }, 'x')
  expect([long.status, long.json]).toMatchObject([400, { message: 'headers: more than 600 bytes' }])
  expect((await ask('/session', { headers: { authorization: 'Bearer x.y.z' } })).status).toBe(403)

  // one of ten instances: 2 of the 20; two minutes may meet during the test
  const answers: Answer[] = []
  for (let i = 0; i < 5; i++) answers.push(await ask('/session', { headers }))
  const last = answers.find(({ status }) => status === 429)
  expect(last?.json).toMatchObject({ code: 'RATE_LIMITED' })
  expect(Number(last?.headers['retry-after'])).toBeLessThanOrEqual(60)
})

it('allows the pages of the environment to call functions, and no others', async () => {
  const preflight = (origin: string) =>
    ask('/session', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization'
      }
    })
  const allowed = await preflight('https://page.example')
  expect(allowed.status).toBe(204)
  expect(allowed.headers).toMatchObject({
    'access-control-allow-origin': 'https://page.example',
    'access-control-allow-methods': 'GET, DELETE',
    'access-control-allow-headers': 'authorization',
    'access-control-max-age': '60'
  })
  const other = await preflight('https://other.example')
  expect(other.headers['access-control-allow-origin']).toBeUndefined()
})

it("refuses another stage's domain, and names its line", async () => {
  const found = rehearsal.cloud.state.domains.get(HOST)
  const tags = found?.Tags
  if (found) found.Tags = [{ Key: 'Stage', Value: 'release' }]
  const ended = await domain(...CERTIFICATE)
  expectRefusal(
    ended,
    `environments.yaml:4: ${HOST} is taken: it was not made from here for prepub`
  )
  if (found) found.Tags = tags
})

it('refuses an http domain without a certificate', async () => {
  const found = rehearsal.cloud.state.domains.get(HOST)
  if (found) Object.assign(found, { Protocol: 'HTTP', CertConfig: undefined })
  expectRefusal(await domain(), `${HOST} serves only http`)
})

it('removes the domain only with --yes, and leaves the functions', async () => {
  const before = rehearsal.cloud.state.functions.size
  expectRefusal(await domain('--remove'), 'add --yes')
  const ended = await domain('--remove', '--yes')
  expect([ended.code, ...names(ended)]).toEqual([0, 'DeleteCustomDomain'])
  expect(rehearsal.cloud.state.functions.size).toBe(before)
})

it('removes the mock function with its stage', async () => {
  const deploy = path.join(copy.root, 'deploy')
  expect((await rehearsal.serverless('remove --stage prepub', deploy)).code).toBe(0)
  expect([...rehearsal.cloud.state.functions.keys()]).toEqual([])
})
