import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Ended, Rehearsal } from './rehearsal'
import { startServiceRehearsal, type makeService } from './service'

/**
 * Deployments that fail: each ends with an exit code and one clear line, and leaves nothing that
 * the next one can't mend.
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
jest.setTimeout(100_000)

const npmRunDeploy = (env?: Record<string, string>) => rehearsal.deploy(['--stage', 'prepub'], env)
/** The same without building the archive again. */
const deploy = (env?: Record<string, string>) =>
  rehearsal.serverless('deploy --stage prepub', service.dir, { env })

function expectRefusal({ code, output }: Ended, words: string): void {
  expect(output).toContain(words)
  expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/)
  for (const secret of Object.values(rehearsal.settings)) expect(output).not.toContain(secret)
  expect(code).toBe(1)
}

async function expectMended(): Promise<void> {
  const { code, output } = await deploy()
  expect(output).toContain('changed:')
  expect(code).toBe(0)
  for (const name of ['login', 'session']) {
    const found = rehearsal.cloud.state.functions.get(`weapp-scf-prepub-${name}`)
    expect(found).toMatchObject({ status: 'Active', reservedMb: 2560 })
    expect(found?.triggers).toHaveLength(1)
  }
}

it('without settings: each is named with its line, and nothing is asked', async () => {
  const ended = await npmRunDeploy({ DATABASE_URL: '', WECHAT_APP_SECRET: ' ' })
  expectRefusal(ended, 'DATABASE_URL (deploy/serverless.yml:')
  expect(ended.output).toContain('WECHAT_APP_SECRET (deploy/serverless.yml:')
  expect(ended.output).toContain('.env.prepub')
  expect(ended.calls).toEqual([])
})

it('without a key: its names are said, and nothing is asked', async () => {
  const ended = await npmRunDeploy({ TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '' })
  expectRefusal(ended, 'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY')
  expect(ended.calls).toEqual([])
})

it('a weak setting: the function itself refuses it, before anything is written', async () => {
  const ended = await npmRunDeploy({ TOKEN_KEYS: 'k1:c2VjcmV0' })
  expectRefusal(ended, 'function login does not answer from the archive: configuration refused:')
  expect(ended.output).toContain('TOKEN_KEYS must be')
  expect(ended.writes).toEqual([])
})

it('a wrong key: nothing is written', async () => {
  const ended = await npmRunDeploy({ TENCENTCLOUD_SECRET_KEY: 'another' })
  expectRefusal(ended, 'AuthFailure.SignatureFailure')
  expect(ended.output).toContain('not deployed: see above')
  expect(ended.output).not.toMatch(/^(Environment|Docs|Support|Bugs):/m)
  expect(ended.writes).toEqual([])
})

it('an upload that breaks off: no function is made', async () => {
  rehearsal.cloud.faults.cutUploads('.zip')
  expectRefusal(await deploy(), 'the upload failed: ')
  expect(rehearsal.cloud.state.functions.size).toBe(0)
})

it('a runtime that is not offered: no function is made', async () => {
  expectRefusal(await deploy({ SCF_RUNTIME: 'Nodejs99.1' }), 'InvalidParameterValue.Runtime')
  expect(rehearsal.cloud.state.functions.size).toBe(0)
})

it('a full account: the functions that fit are mended by the next deployment', async () => {
  rehearsal.cloud.state.quota.functions = 1
  expectRefusal(await deploy(), 'LimitExceeded.Function')
  expect(rehearsal.cloud.state.functions.size).toBe(1)
  rehearsal.cloud.state.quota.functions = 50
  await expectMended()
})

it('a deployment that is told to end takes Serverless with it, and says what to do', async () => {
  rehearsal.cloud.faults.stick('weapp-scf-prepub-login')
  const ended = await rehearsal.deploy(['--stage', 'prepub'], {}, { endAt: 'waiting, ' })
  expect(ended.output.match(/interrupted: deploy again, it mends what is half-made/g)).toHaveLength(
    1
  )
  expect(ended.code).toBe(143)
  const asked = rehearsal.cloud.calls.length
  await delay(1500)
  expect(rehearsal.cloud.calls).toHaveLength(asked)
  const packed = readdirSync(path.resolve(__dirname, '../../../.local/deploy'))
  expect(packed.filter((name) => /^prepub.+zip\./.test(name))).toEqual([])
})

it('no memory left to reserve, half-way: said of which function, and later all is well', async () => {
  for (const found of rehearsal.cloud.state.functions.values()) found.reservedMb = 0
  rehearsal.cloud.state.quota.reservedMb = 3000
  const ended = await deploy()
  expectRefusal(ended, 'weapp-scf-prepub-session: 2560 MB cannot be kept for its instances: ')
  expect(ended.output).toContain('LimitExceeded.FunctionReservedConcurrencyMemory')
  expect(rehearsal.cloud.state.functions.get('weapp-scf-prepub-login')?.reservedMb).toBe(2560)
  rehearsal.cloud.state.quota.reservedMb = 115_200
  await expectMended()
})

it('a function that stays in Updating: the wait ends, and later all is well', async () => {
  rehearsal.cloud.faults.stick('weapp-scf-prepub-login')
  const ended = await deploy({ SCF_SETTLE_SECONDS: '2' })
  expectRefusal(ended, 'weapp-scf-prepub-login is still Updating after 2 s')
  rehearsal.cloud.faults.clear()
  await expectMended()
})

it('a refused trigger: the next deployment makes it', async () => {
  const found = rehearsal.cloud.state.functions.get('weapp-scf-prepub-session')
  if (found) found.triggers = []
  const refusal = { code: 'FailedOperation.CreateTrigger' }
  rehearsal.cloud.faults.refuse('CreateTrigger', refusal)
  expectRefusal(await deploy(), 'FailedOperation.CreateTrigger')
  rehearsal.cloud.faults.clear()
  await expectMended()
})

it('a function that could not be created: it is made anew', async () => {
  const found = rehearsal.cloud.state.functions.get('weapp-scf-prepub-login')
  if (found) Object.assign(found, { status: 'CreateFailed', triggers: [] })
  await expectMended()
})

it('another runtime for a function that is there: refused before anything is written', async () => {
  const ended = await deploy({ SCF_RUNTIME: 'Nodejs16.13' })
  expectRefusal(ended, 'weapp-scf-prepub-login has Runtime Nodejs18.15, which SCF cannot change')
  expect(ended.writes).toEqual([])
})

it('a name that another service has: refused before anything is written', async () => {
  const found = rehearsal.cloud.state.functions.get('weapp-scf-prepub-session')
  if (found) found.tags = [{ Key: 'Application', Value: 'somebody-elses' }]
  const ended = await deploy()
  expectRefusal(ended, 'weapp-scf-prepub-session exists, but was not deployed from here')
  expect(ended.writes).toEqual([])
})
