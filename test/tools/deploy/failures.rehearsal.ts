import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { readService } from '../../../tools/serverless-yml'
import { project } from '../../support/project'
import { type Ended, type Rehearsal } from './rehearsal'
import { type makeService, startServiceRehearsal } from './service'

/** What login and session reserve, in MB: both the same. */
const { functions } = readService(project.serverlessFile, 'test')
const RESERVED_MB = (functions.login?.reservedInstances ?? 0) * 256

/**
 * Deployments that fail: each ends with an exit code and one clear line, and leaves nothing that
 * the next deployment cannot repair.
 */
let rehearsal: Rehearsal
let service: ReturnType<typeof makeService>
let stop: () => Promise<void>
beforeAll(async () => ({ rehearsal, service, stop } = await startServiceRehearsal()))
afterAll(() => stop())
afterEach(() => {
  rehearsal.cloud.faults.clear()
  Object.assign(rehearsal.cloud.state.quota, { functions: 50, reservedMb: 115_200 })
})
jest.setTimeout(240_000)

const deployFromSource = (env?: Record<string, string>) =>
  rehearsal.run('deploy', ['--stage', 'prepub'], env)
/** Deploys without building the archive again. */
const deploy = (env?: Record<string, string>) =>
  rehearsal.serverless('deploy --stage prepub', service.dir, { env })

function expectRefusal({ code, output }: Ended, words: string): void {
  expect(output).toContain(words)
  expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/)
  for (const secret of Object.values(rehearsal.settings)) expect(output).not.toContain(secret)
  expect(code).toBe(1)
}

async function expectRepaired(): Promise<void> {
  const { code, output } = await deploy()
  expect(output).toContain('changed:')
  expect(code).toBe(0)
  for (const name of ['login', 'session']) {
    const found = rehearsal.cloud.state.functions.get(`${project.name}-prepub-${name}`)
    expect(found).toMatchObject({ status: 'Active', reservedMb: RESERVED_MB })
    expect(found?.triggers).toHaveLength(1)
  }
}

it('lists missing settings with their lines, without a call', async () => {
  const ended = await deployFromSource({ DATABASE_URL: '', WECHAT_APP_SECRET: ' ' })
  expectRefusal(ended, 'DATABASE_URL (deploy/serverless.yml:')
  expect(ended.output).toContain('WECHAT_APP_SECRET (deploy/serverless.yml:')
  expect(ended.output).toContain('.env.prepub')
  expect(ended.calls).toEqual([])
})

it('names the missing parts of the key, without a call', async () => {
  const ended = await deployFromSource({ TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '' })
  expectRefusal(ended, 'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY')
  expect(ended.calls).toEqual([])
})

it('has the function itself refuse a weak setting before anything is written', async () => {
  const ended = await deployFromSource({ TOKEN_KEYS: 'k1:c2VjcmV0' })
  expectRefusal(ended, 'does not answer from the archive: configuration refused:')
  expect(ended.output).toContain('TOKEN_KEYS must be')
  expect(ended.writes).toEqual([])
})

it('writes nothing with a wrong key', async () => {
  const ended = await deployFromSource({ TENCENTCLOUD_SECRET_KEY: 'another' })
  expectRefusal(ended, 'AuthFailure.SignatureFailure')
  expect(ended.output).toContain('not deployed: see above')
  expect(ended.output).not.toMatch(/^(Environment|Docs|Support|Bugs):/m)
  expect(ended.writes).toEqual([])
})

it('creates no function after an interrupted upload', async () => {
  rehearsal.cloud.faults.cutUploads('.zip')
  expectRefusal(await deploy(), 'the upload failed: ')
  expect(rehearsal.cloud.state.functions.size).toBe(0)
})

it('creates no function with an unknown runtime', async () => {
  expectRefusal(await deploy({ SCF_RUNTIME: 'Nodejs99.1' }), 'InvalidParameterValue.Runtime')
  expect(rehearsal.cloud.state.functions.size).toBe(0)
})

it('completes in the next deployment what did not fit into a full account', async () => {
  rehearsal.cloud.state.quota.functions = 1
  expectRefusal(await deploy(), 'LimitExceeded.Function')
  expect(rehearsal.cloud.state.functions.size).toBe(1)
  rehearsal.cloud.state.quota.functions = 50
  await expectRepaired()
})

it('ends Serverless with an interrupted deployment, and says what to do', async () => {
  rehearsal.cloud.faults.stick(`${project.name}-prepub-login`)
  // of a deployment that was killed: no process has this number
  writeFileSync(path.join(project.localDir, 'deploy/prepub.zip.4194305'), '')
  const ended = await rehearsal.run('deploy', ['--stage', 'prepub'], {}, { endAt: 'waiting, ' })
  expect(
    ended.output.match(/interrupted: deploy again, which completes what is half done/g)
  ).toHaveLength(1)
  expect(ended.code).toBe(143)
  const asked = rehearsal.cloud.calls.length
  await delay(1500)
  expect(rehearsal.cloud.calls).toHaveLength(asked)
  const packed = readdirSync(path.join(project.localDir, 'deploy'))
  expect(packed.filter((name) => /^prepub.*zip\./.test(name))).toEqual([])
})

it('names the function that gets no reserved memory, and reserves it later', async () => {
  for (const found of rehearsal.cloud.state.functions.values()) found.reservedMb = 0
  rehearsal.cloud.state.quota.reservedMb = 3000
  const ended = await deploy()
  expectRefusal(
    ended,
    `${project.name}-prepub-session: ${RESERVED_MB} MB cannot be reserved for its instances: `
  )
  expect(ended.output).toContain('LimitExceeded.FunctionReservedConcurrencyMemory')
  expect(rehearsal.cloud.state.functions.get(`${project.name}-prepub-login`)?.reservedMb).toBe(
    RESERVED_MB
  )
  rehearsal.cloud.state.quota.reservedMb = 115_200
  await expectRepaired()
})

it('stops waiting for a function that stays in Updating, and completes it later', async () => {
  rehearsal.cloud.faults.stick(`${project.name}-prepub-login`)
  const ended = await deploy({ SCF_SETTLE_SECONDS: '2' })
  expectRefusal(ended, `${project.name}-prepub-login is still Updating after 2 s`)
  rehearsal.cloud.faults.clear()
  await expectRepaired()
})

it('creates a refused trigger in the next deployment', async () => {
  const found = rehearsal.cloud.state.functions.get(`${project.name}-prepub-session`)
  if (found) found.triggers = []
  const refusal = { code: 'FailedOperation.CreateTrigger' }
  rehearsal.cloud.faults.refuse('CreateTrigger', refusal)
  expectRefusal(await deploy(), 'FailedOperation.CreateTrigger')
  rehearsal.cloud.faults.clear()
  await expectRepaired()
})

it('recreates a function that failed to be created', async () => {
  const found = rehearsal.cloud.state.functions.get(`${project.name}-prepub-login`)
  if (found) Object.assign(found, { status: 'CreateFailed', triggers: [] })
  await expectRepaired()
})

it('refuses to change the runtime of a function before anything is written', async () => {
  const ended = await deploy({ SCF_RUNTIME: 'Nodejs16.13' })
  expectRefusal(
    ended,
    `${project.name}-prepub-login has Runtime Nodejs18.15, which SCF cannot change`
  )
  expect(ended.writes).toEqual([])
})

it('refuses a function of another service before anything is written', async () => {
  const found = rehearsal.cloud.state.functions.get(`${project.name}-prepub-session`)
  if (found) found.tags = [{ Key: 'Application', Value: 'somebody-elses' }]
  const ended = await deploy()
  expectRefusal(ended, `${project.name}-prepub-session exists, but was not deployed from here`)
  expect(ended.writes).toEqual([])
})
