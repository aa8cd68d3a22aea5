import { readOnly } from '../../../../tools/deploy/cloud/client'
import { pointDomain, removeDomain } from '../../../../tools/deploy/domain/point-domain'
import { writeArchiveOf } from '../archive-of'
import { createCloudInProcess } from '../in-process'
import { prepub } from './environment'

const SETTINGS = '  domain: api.example.com\n  source: function\n  routes:'
const GIVEN = { certificate: 'cert-1', dryRun: false }
const lines: string[] = []
let made: ReturnType<typeof createCloudInProcess>

beforeEach(async () => {
  lines.length = 0
  made = createCloudInProcess()
  made.state.buckets.set('code-1', new Map([['a.zip', writeArchiveOf({ 'a.js': '' })]]))
  for (const name of ['login', 'session', 'user', 'mock']) await deploy(name)
  made.asked.length = 0
})

async function deploy(name: string): Promise<void> {
  const FunctionName = `svc-prepub-${name}`
  const Code = { CosBucketName: 'code', CosObjectName: '/a.zip' }
  const { cloud } = made
  await cloud('scf', 'CreateFunction', {
    FunctionName,
    Runtime: 'Nodejs18.15',
    Handler: 'a.main',
    Code
  })
  await cloud('scf', 'GetFunction', { FunctionName })
  const TriggerDesc = JSON.stringify({ AuthType: 'NONE', NetConfig: {} })
  const url = { TriggerName: 'u', Type: 'http', TriggerDesc, Qualifier: '$DEFAULT' }
  await cloud('scf', 'CreateTrigger', { FunctionName, ...url })
}

const task = async (routes = ' {}', cloud = made.cloud) => ({
  cloud,
  environment: await prepub(SETTINGS + routes),
  service: 'svc',
  log: (line: string) => void lines.push(line)
})
const mocked = '\n    login: { source: mock }\n    waferLogin: { source: mock }'
const writes = () => made.asked.filter((action) => !/^(Get|List)/.test(action))

it('lists what is added, changed and removed, and changes it at once', async () => {
  await pointDomain(await task(mocked), GIVEN)
  expect(lines).toContain('    certificate: cert-1')
  expect(lines).toContain('  + /login      svc-prepub-mock')
  made.state.domains.get('api.example.com')?.EndpointsConfig.push({
    Namespace: 'default',
    FunctionName: 'svc-prepub-user',
    Qualifier: '$DEFAULT',
    PathMatch: '/old'
  })
  lines.length = 0
  await pointDomain(await task(), GIVEN)
  expect(lines.slice(0, 5)).toEqual([
    '~ api.example.com',
    '  ~ /login      svc-prepub-mock -> svc-prepub-login',
    '  ~ /login/*    svc-prepub-mock -> svc-prepub-login',
    '  - /old        svc-prepub-user',
    '  = /session    svc-prepub-session'
  ])
  expect(writes()).toEqual(['CreateCustomDomain', 'UpdateCustomDomain'])
})

it('writes nothing when nothing changes, and keeps the certificate', async () => {
  await pointDomain(await task(), GIVEN)
  await pointDomain(await task(), { dryRun: false })
  expect(lines.at(-1)).toContain('nothing to change')
  await pointDomain(await task(), { certificate: 'cert-2', dryRun: true })
  expect(lines).toContain('    certificate: cert-1 -> cert-2')
  expect(writes()).toEqual(['CreateCustomDomain'])
})

it.each([
  ['shows the tags', 'set'],
  ['shows no tags', 'dropped']
] as const)('knows its own domain again where the cloud %s', async (_how, tagsAtCreation) => {
  Object.assign(made.state.truth, { tagsAtCreation })
  await pointDomain(await task(mocked), GIVEN)
  await pointDomain(await task(), { dryRun: false })
  expect(writes()).toEqual(['CreateCustomDomain', 'UpdateCustomDomain'])
})

it("keeps a domain's firewall", async () => {
  await pointDomain(await task(mocked), GIVEN)
  const found = made.state.domains.get('api.example.com')
  Object.assign(found ?? {}, { WafConfig: { WafOpen: 'OPEN', WafInstanceId: 'waf-1' } })
  const sent: unknown[] = []
  const cloud: typeof made.cloud = (service, action, parameters) => {
    if (action === 'UpdateCustomDomain') sent.push(parameters?.WafConfig)
    return made.cloud(service, action, parameters)
  }
  await pointDomain(await task(' {}', cloud), { dryRun: false })
  expect(sent).toEqual([{ WafOpen: 'OPEN', WafInstanceId: 'waf-1' }])
})

it('switches an http domain to https once there is a certificate', async () => {
  await pointDomain(await task(), GIVEN)
  const found = made.state.domains.get('api.example.com')
  if (found) Object.assign(found, { Protocol: 'HTTP', CertConfig: undefined })
  await expect(pointDomain(await task(), { dryRun: false })).rejects.toThrow(
    'api.example.com serves only http, and a mini-program calls only https. Give the id'
  )
  await pointDomain(await task(), GIVEN)
  expect(lines).toContain('    protocol: HTTP -> HTTPS')
  expect(made.state.domains.get('api.example.com')?.Protocol).toBe('HTTPS')
})

it('only reads in a dry run', async () => {
  await pointDomain(await task(mocked, readOnly(made.cloud)), { certificate: 'c', dryRun: true })
  expect(lines).toContain('+ api.example.com')
  expect(made.state.domains.size).toBe(0)
})

it('lists every function that could not answer', async () => {
  await made.cloud('scf', 'DeleteFunction', { FunctionName: 'svc-prepub-login' })
  const user = made.state.functions.get('svc-prepub-user')
  if (user) user.triggers = []
  await expect(pointDomain(await task(), GIVEN)).rejects.toThrow(
    'svc-prepub-login is not deployed: /login, /login/*\n' +
      '  svc-prepub-user has no function URL: /user, /user/*'
  )
})

it('says where a missing domain belongs', async () => {
  const environment = await prepub('  source: function')
  await expect(pointDomain({ ...(await task()), environment }, GIVEN)).rejects.toThrow(
    /environments.yaml:1: prepub has no domain/
  )
})

it('removes only its own domain, after a confirmation', async () => {
  const confirm = jest.fn(async () => undefined)
  await removeDomain(await task(), { confirm, dryRun: false })
  expect(confirm).not.toHaveBeenCalled()
  await pointDomain(await task(), GIVEN)
  await removeDomain(await task(' {}', readOnly(made.cloud)), { confirm, dryRun: true })
  const refused = async () => Promise.reject(new Error('no'))
  await expect(removeDomain(await task(), { confirm: refused, dryRun: false })).rejects.toThrow(
    'no'
  )
  expect(made.state.domains.size).toBe(1)
  const found = made.state.domains.get('api.example.com')
  if (found) found.Tags = [{ Key: 'Stage', Value: 'release' }]
  await expect(removeDomain(await task(), { confirm, dryRun: false })).rejects.toThrow('is taken')
})
