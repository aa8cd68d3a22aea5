import { type Cloud, CloudError, readOnly, retryReads } from '../../../../tools/deploy/cloud/client'
import { startTencentCloud } from '../../../../tools/rehearsal'
import { project } from '../../../support/project'
import { createCloudInProcess } from '../in-process'
import { runCommand } from '../run-command'

it('lets a dry run call only actions that read', async () => {
  const { cloud, asked } = createCloudInProcess()
  const reading = readOnly(cloud)
  await reading('scf', 'ListFunctions')
  for (const action of [
    'CreateFunction',
    'UpdateFunctionCode',
    'DeleteTrigger',
    'PutReservedConcurrencyConfig'
  ])
    expect(() => reading('scf', action)).toThrow(`a dry run never calls ${action}`)
  expect(asked).toEqual(['ListFunctions'])
})

describe('a cloud that counts too many calls', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  async function outcomeOf(action: string, { refusals, code }: { refusals: number; code: string }) {
    let asked = 0
    const refusing: Cloud = async () => {
      if (++asked <= refusals) throw new CloudError(`${action}: ${code}`, code, {})
      return 'an answer' as never
    }
    const outcome = retryReads(refusing)('scf', action).catch(({ message }: Error) => message)
    await jest.advanceTimersByTimeAsync(10_000)
    return { outcome: await outcome, asked }
  }
  const code = 'RequestLimitExceeded'

  it.each([
    ['repeats a reading call', 'GetFunction', { refusals: 3, code }, 'an answer', 4],
    [
      'does not repeat it for ever',
      'ListTriggers',
      { refusals: 4, code },
      `ListTriggers: ${code}`,
      4
    ],
    ['does not repeat a writing call', 'CreateTrigger', { refusals: 1, code }, /^CreateT/, 1],
    [
      'does not repeat a call after another refusal',
      'GetFunction',
      { refusals: 1, code: 'No' },
      /No$/,
      1
    ]
  ])('%s', async (_what, action, refusal, outcome, asked) => {
    const found = await outcomeOf(action, refusal)
    expect(found.outcome).toMatch(outcome)
    expect(found.asked).toBe(asked)
  })
})

it('lets a command continue when the cloud refuses one call as too many', async () => {
  const cloud = await startTencentCloud({ log: () => undefined })
  cloud.faults.refuse('ListFunctions', { code: 'RequestLimitExceeded', times: 1 })
  const { output } = await runCommand('status', ['--stage', 'test'], cloud.env)
  await cloud.stop()
  expect(output).toContain(`nothing of ${project.name} is deployed to test`)
})
