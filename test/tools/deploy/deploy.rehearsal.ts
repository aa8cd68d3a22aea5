import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { type ServerlessService } from '../../../tools/serverless-yml'
import { project } from '../../support/project'
import { assumedTruth, type Rehearsal, startRehearsal } from './rehearsal'

/**
 * `npm run deploy` with the real Serverless Framework, from an empty account to a removed stage.
 * Each test continues where the one before it ended.
 */
let rehearsal: Rehearsal
beforeAll(async () => (rehearsal = await startRehearsal()))
afterAll(() => rehearsal.stop())
jest.setTimeout(240_000)

const DEPLOY = path.resolve(__dirname, '../../../deploy')
const { functions, provider } = parse(
  readFileSync(path.join(DEPLOY, 'serverless.yml'), 'utf8')
) as ServerlessService
const names = (stage: string) =>
  Object.keys(functions).map((name) => `${project.name}-${stage}-${name}`)
const deployed = (name: string) =>
  rehearsal.cloud.state.functions.get(`${project.name}-test-${name}`)

function stateOf(stage: string) {
  return names(stage).map((name) => {
    const found = rehearsal.cloud.state.functions.get(name)
    if (!found) return undefined
    // a megabyte is slow to compare byte by byte
    const code = createHash('sha256').update(found.latest.code).digest('hex')
    return { ...found, busy: undefined, latest: { ...found.latest, code } }
  })
}

async function logIn(stage: string, user: string) {
  const urlOf = (name: string) => rehearsal.urlOf(`${project.name}-${stage}-${name}`)
  const body = { code: `dev-${user}-${stage}${rehearsal.cloud.calls.length}` }
  const answer = await rehearsal.ask(`${urlOf('login')}/login`, { method: 'POST', body })
  const { token } = answer.json as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  return { login: answer, session: await rehearsal.ask(`${urlOf('session')}/session`, { headers }) }
}

it('only reads in a dry run on an empty account, and shows what would be created', async () => {
  const { code, output, writes, calls } = await rehearsal.run('deploy', [
    '--stage',
    'test',
    '--dry-run'
  ])
  expect(output).toContain(`+ ${project.name}-test-login`)
  expect(output).toContain('variable WECHAT_APP_SECRET: set')
  expect({ code, writes }).toEqual({ code: 0, writes: [] })
  expect(calls.length).toBeGreaterThan(0)
})

it('shows what the first deployment created, and the addresses', async () => {
  const { code, output } = await rehearsal.run('deploy', ['--stage', 'test'])
  expect(output).toContain(`+ ${project.name}-test-login`)
  expect(output).toContain(
    `${project.name}-test-login answers at ${rehearsal.urlOf(`${project.name}-test-login`)}`
  )
  expect(output).toContain('test is deployed')
  expect(code).toBe(0)
})

it('gives functions the type, the limits and the network of serverless.yml', () => {
  for (const [name, entry] of Object.entries(functions)) {
    const isWeb = entry.type === 'web'
    expect(deployed(name)).toMatchObject({
      type: isWeb ? 'HTTP' : 'Event',
      runtime: 'Nodejs18.15',
      reservedMb: (entry.reservedInstances ?? 0) * (provider.memorySize ?? 0)
    })
    expect(deployed(name)?.latest.configuration).toMatchObject({
      MemorySize: provider.memorySize,
      Timeout: entry.timeout ?? provider.timeout,
      InitTimeout: provider.initTimeout,
      PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'DISABLE' } },
      ...(isWeb && {
        InstanceConcurrencyConfig: {
          DynamicEnabled: 'FALSE',
          MaxConcurrency: entry.instanceConcurrency
        }
      })
    })
  }
  expect(deployed('login')?.type).toBe('HTTP')
})

it('gives each function its own settings, and stores none beside the code', () => {
  for (const [name, entry] of Object.entries(functions)) {
    const { Variables } = deployed(name)?.latest.configuration.Environment as {
      Variables: { Key: string; Value: string }[]
    }
    const named = { ...provider.environment?.variables, ...entry.environment?.variables }
    for (const { Key, Value } of Variables) {
      expect([...Object.keys(named), 'FUNCTION_BUNDLE']).toContain(Key)
      expect(Value).toBe(rehearsal.settings[Key] ?? Value)
    }
    expect(Variables.some(({ Key }) => Key === 'WECHAT_APP_SECRET')).toBe(
      'WECHAT_APP_SECRET' in named
    )
  }
  for (const bucket of rehearsal.cloud.state.buckets.values())
    for (const content of bucket.values())
      for (const secret of ['WECHAT_APP_SECRET', 'DATABASE_URL', 'TOKEN_KEYS', 'SEALING_KEYS'])
        expect(content.toString('latin1')).not.toContain(rehearsal.settings[secret])
})

it('reaches WeChat and the database with a login through the function URLs', async () => {
  const { login, session } = await logIn('test', 'alice')
  expect([login.status, session.status]).toEqual([200, 200])
  expect(rehearsal.wechat.asked).toEqual(['/sns/jscode2session'])
  expect(await rehearsal.database.query('SELECT id FROM sessions')).toHaveLength(1)
})

it('changes nothing when the same is deployed again', async () => {
  const before = stateOf('test')
  const { code, output, writes } = await rehearsal.run('deploy', ['--stage', 'test'])
  expect(code).toBe(0)
  for (const name of names('test')) expect(output).toContain(`= ${name}`)
  expect(stateOf('test')).toEqual(before)
  expect(writes.map(({ action }) => action)).not.toContain('CreateTrigger')
})

it('deploys a changed setting without ever showing it', async () => {
  const SESSION_SECONDS = '61234'
  const { code, output } = await rehearsal.run('deploy', ['--stage', 'test'], { SESSION_SECONDS })
  expect(code).toBe(0)
  expect(output).toContain('variable SESSION_SECONDS: new value')
  for (const secret of [SESSION_SECONDS, ...Object.values(rehearsal.settings)])
    expect(output).not.toContain(secret)
  expect(deployed('login')?.latest.configuration.Environment).toMatchObject({
    Variables: expect.arrayContaining([
      { Key: 'SESSION_SECONDS', Value: SESSION_SECONDS }
    ]) as unknown
  })
  expect((await logIn('test', 'bob')).session.status).toBe(200)
})

it('deploys a second stage without touching the first', async () => {
  const before = stateOf('test')
  expect((await rehearsal.run('deploy', ['--stage', 'release'])).code).toBe(0)
  expect(stateOf('test')).toEqual(before)
  for (const stage of ['test', 'release'])
    expect((await logIn(stage, 'carol')).session.status).toBe(200)
})

it('removes a stage and leaves the functions, domain and uploads of the other', async () => {
  const { domains, buckets, quota } = rehearsal.cloud.state
  for (const stage of ['test', 'release']) {
    const Tags = rehearsal.cloud.state.functions.get(`${project.name}-${stage}-login`)?.tags
    const row = { Namespace: 'default', Qualifier: '$DEFAULT', PathMatch: '/login' }
    const EndpointsConfig = [{ ...row, FunctionName: `${project.name}-${stage}-login` }]
    domains.set(`${stage}.test`, { Domain: `${stage}.test`, EndpointsConfig, Tags })
  }
  // so few that the list has several pages
  quota.keysPerPage = 2
  const keys = (stage: string) =>
    [...buckets.values()].flatMap((bucket) =>
      [...bucket.keys()].filter((key) => key.startsWith(`${project.name}-${stage}-`))
    )
  const everything = (stage: string) =>
    structuredClone([stateOf(stage), domains.get(`${stage}.test`), keys(stage)])
  const before = everything('release')
  expect(Math.min(keys('test').length, keys('release').length)).toBeGreaterThan(1)
  const { code, output } = await rehearsal.run('remove', ['--stage', 'test', '--yes'])
  expect(output).toContain('domain test.test: removed')
  expect(code).toBe(0)
  expect(everything('test')).toEqual([names('test').map(() => undefined), undefined, []])
  expect(everything('release')).toEqual(before)
})

it('calls nothing but the cloud, and signs every request', () => {
  const { calls } = rehearsal.cloud
  const services = new Set(calls.map(({ service }) => service))
  const tagged = assumedTruth() === 'lenient' ? [] : ['tag']
  expect([...services].sort()).toEqual(['cam', 'cos', 'scf', ...tagged])
  expect(calls.filter(({ signature }) => signature === 'none')).toEqual([])
})
