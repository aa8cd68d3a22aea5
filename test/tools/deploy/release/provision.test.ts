import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runRelease } from '../../../../tools/deploy/release/run-release'
import { runRollback } from '../../../../tools/deploy/release/run-rollback'
import { readFunctions } from '../../../../tools/serverless-yml'
import { createDeployedStage } from './deployed-stage'

const LOGIN = 'svc-test-login'

/** A stage that keeps two instances of `login` ready. */
async function deployed(provisioned: Record<string, number> = { login: 2 }) {
  const deployed = await createDeployedStage(['login', 'session'])
  const stage = { ...deployed.stage, provisioned }
  const log = () => undefined
  const options = { stage: 'test' as const, dryRun: false, note: '' }
  await deployed.deploy('one')
  return {
    ...deployed,
    stage,
    release: (weight: number, signal?: AbortSignal) =>
      runRelease(stage, { ...options, promote: false, weight }, { log, signal }),
    promote: () => runRelease(stage, { ...options, promote: true, weight: 100 }, { log }),
    rollback: (to?: number) => runRollback(stage, { dryRun: false, ...(to && { to }) }, log),
    /** `1:2 2:2`: versions with the instances that are kept ready of them. */
    ready: (name = LOGIN) =>
      [...(deployed.state.functions.get(name)?.provisioned ?? [])]
        .map(([version, { count }]) => `${version}:${count}`)
        .join(' ')
  }
}

it('keeps instances ready of every version that gets calls, and of no other', async () => {
  const { release, promote, rollback, deploy, ready } = await deployed()
  await release(100)
  expect(ready()).toBe('1:2')
  await deploy('two')
  await release(10)
  expect(ready()).toBe('1:2 2:2')
  await promote()
  expect(ready()).toBe('2:2')
  await rollback()
  expect(ready()).toBe('1:2')
  expect(ready('svc-test-session')).toBe('')
}, 20_000)

it('has them ready before any calls are moved', async () => {
  const { release, asked } = await deployed()
  await release(100)
  const put = asked.indexOf('PutProvisionedConcurrencyConfig')
  const done = asked.indexOf('GetProvisionedConcurrencyConfig', put + 1)
  expect(put).toBeGreaterThan(0)
  expect(done).toBeLessThan(asked.indexOf('UpdateAlias'))
})

it('moves no calls when they cannot be kept ready', async () => {
  const { release, state, live } = await deployed()
  for (const found of state.functions.values()) found.reservedMb = 128
  await expect(release(100)).rejects.toThrow('more than is reserved')
  expect(live()).toEqual(['login $LATEST', 'session $LATEST'])
})

it('gives up what it has made ready when it is interrupted before calls are moved', async () => {
  const { release, deploy, stage, live, ready } = await deployed()
  await release(100)
  await deploy('two')
  const interruption = new AbortController()
  const { cloud } = stage
  stage.cloud = async (service, action, parameters) => {
    if (action === 'PutProvisionedConcurrencyConfig') interruption.abort(new Error('interrupted'))
    return cloud(service, action, parameters)
  }
  await expect(release(10, interruption.signal)).rejects.toThrow(
    'interrupted\nno calls were moved: what was live before still is'
  )
  expect(live()).toEqual(['login 1', 'session 1'])
  expect(ready()).toBe('1:2')
}, 20_000)

it('gives up what it has made ready when calls cannot be moved', async () => {
  const { release, deploy, stage, live, ready } = await deployed()
  await release(100)
  await deploy('two')
  const { cloud } = stage
  stage.cloud = async (service, action, parameters) => {
    if (action === 'UpdateAlias' && parameters?.FunctionName === 'svc-test-session')
      throw new Error('UpdateAlias: refused')
    return cloud(service, action, parameters)
  }
  await expect(release(10)).rejects.toThrow('svc-test-session could not be put back')
  expect(live()).toEqual(['login 1', 'session 1'])
  expect(ready()).toBe('1:2')
}, 20_000)

it('says which release is live when a rollback cannot keep it ready, and completes it', async () => {
  const { release, rollback, deploy, state, live, ready } = await deployed()
  await release(100)
  await deploy('two')
  await release(100)
  const login = state.functions.get(LOGIN)
  const reserve = (mb: number) => login && (login.reservedMb = mb)
  reserve(128)
  await expect(rollback()).rejects.toThrow(
    'more than is reserved\nrelease 1 is live: all calls go to it. Something else is kept ready ' +
      'than serverless.yml says: `npm run rollback -- --stage test --to 1` does the rest'
  )
  expect(live()).toEqual(['login 1', 'session 1'])
  reserve(0)
  await rollback(1)
  expect(live()).toEqual(['login 1', 'session 1'])
  expect(ready()).toBe('1:2')
}, 20_000)

it('gives them up once serverless.yml has them no more', async () => {
  const { release, stage, ready } = await deployed()
  await release(100)
  stage.provisioned.login = 0
  await release(100)
  expect(ready()).toBe('')
})

it('refuses more than half of the instances that are reserved', async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'service-')), 'serverless.yml')
  const read = (entry: string) => {
    const provider = '{ name: tencent, runtime: Nodejs18.15, region: ap-guangzhou }'
    writeFileSync(
      file,
      `service: a\nprovider: ${provider}\nfunctions:\n  login: { handler: login.main_handler, ${entry} }\n`
    )
    return readFunctions(file, { distDir: '/x', environment: {} })
  }
  expect(() => read('reservedInstances: 4, provisionedInstances: 2')).not.toThrow()
  expect(() => read('reservedInstances: 4, provisionedInstances: 3')).toThrow(
    'may be at most half of reservedInstances'
  )
})
