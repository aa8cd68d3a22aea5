import { runAlarms } from '../../../../tools/deploy/watch/run-alarms'
import { createDeployedStage } from '../release/deployed-stage'

const NOTICE = 'notice-00000001'

async function deployed() {
  const deployed = await createDeployedStage(['login', 'session'])
  await deployed.deploy('one')
  const said: string[] = []
  const log = (line: string) => void said.push(line)
  const all = { notices: [NOTICE], database: 'cdb-abc', dryRun: false }
  return {
    ...deployed,
    said,
    run: (options: Partial<typeof all> = {}, cloud = deployed.stage.cloud) =>
      runAlarms({ ...deployed.stage, cloud }, { ...all, ...options }, log),
    alarm: (name: string) =>
      [...deployed.state.alarms.values()].find((one) => one.PolicyName === `svc-test-${name}`),
    writes: () => deployed.asked.filter((action) => !/^(Get|List|Describe)/.test(action))
  }
}

it('creates an alarm of errors, duration, throttles and connections, for all functions', async () => {
  const { run, alarm, state } = await deployed()
  await run()
  expect([...state.alarms.values()].map(({ PolicyName }) => PolicyName)).toEqual([
    'svc-test-errors',
    'svc-test-duration',
    'svc-test-throttles',
    'svc-test-connections'
  ])
  expect(alarm('errors')?.Condition).toMatchObject({
    Rules: [{ MetricName: 'Error', Operator: 'gt', Value: '5', Period: 300 }]
  })
  expect(
    alarm('errors')?.objects.map(({ Dimensions }) => JSON.parse(Dimensions) as object)
  ).toEqual([
    { functionName: 'svc-test-login', namespace: 'default', alias: '$DEFAULT' },
    { functionName: 'svc-test-session', namespace: 'default', alias: '$DEFAULT' }
  ])
  expect(alarm('connections')?.objects).toEqual([
    { Region: 'gz', Dimensions: '{"uInstanceId":"cdb-abc"}' }
  ])
  expect(alarm('errors')?.NoticeIds).toEqual([NOTICE])
})

it('changes nothing the second time', async () => {
  const { run, asked, writes, said } = await deployed()
  await run()
  asked.length = said.length = 0
  await run()
  expect(writes()).toEqual([])
  expect(said[0]).toBe('svc-test-errors: as it should be')
})

it('restores a threshold that somebody changed, and adds functions that came later', async () => {
  const { run, alarm, deploy, writes, asked } = await deployed()
  await run()
  const errors = alarm('errors')
  if (errors) errors.Condition = { IsUnionRule: 0, Rules: [{ MetricName: 'Error', Value: '500' }] }
  await deploy('two', ['login', 'session', 'janitor'])
  asked.length = 0
  await run()
  expect(writes()).toEqual([
    'ModifyAlarmPolicyCondition',
    'BindingPolicyObject',
    'BindingPolicyObject',
    'BindingPolicyObject'
  ])
  expect(alarm('errors')?.Condition).toMatchObject({ Rules: [{ Value: '5' }] })
  expect(alarm('throttles')?.objects).toHaveLength(3)
})

it('only shows what would change with --dry-run', async () => {
  const { run, writes, said } = await deployed()
  await run({ dryRun: true })
  expect(writes()).toEqual([])
  expect(said).toContain('svc-test-duration: new')
  expect(said.at(-1)).toContain('nothing was changed')
})

it('lists the notices of the account when nobody is to be told', async () => {
  const { run } = await deployed()
  await expect(run({ notices: [] })).rejects.toThrow(/--notice notice-00000001 {4}everybody/)
})

it('says which alarm is missing without a database', async () => {
  const { run, alarm, said } = await deployed()
  await run({ database: undefined })
  expect(said[0]).toContain("no alarm of the database's connections")
  expect(alarm('connections')).toBeUndefined()
})

it('notices what the cloud accepts and does not keep', async () => {
  const { run, stage } = await deployed()
  const forgetful: typeof stage.cloud = async (service, action, parameters) =>
    action === 'BindingPolicyObject' ? ({} as never) : stage.cloud(service, action, parameters)
  await expect(run({}, forgetful)).rejects.toThrow('differs: 2 more to watch')
}, 20_000)

it('says which metrics there are when the cloud names them differently', async () => {
  const { run, stage } = await deployed()
  const renamed: typeof stage.cloud = async (service, action, parameters) =>
    action === 'DescribeAlarmMetrics'
      ? ({ Metrics: [{ MetricName: 'Invocation', Dimensions: [] }] } as never)
      : stage.cloud(service, action, parameters)
  await expect(run({}, renamed)).rejects.toThrow(
    'no alarm can be made of Error (scf_alias); there are: Invocation'
  )
})
