import {
  type Cloud,
  CloudError,
  orUndefined,
  readOnly
} from '../../../../tools/deploy/cloud/client'
import { createOnce, repeatCalls } from '../../../../tools/deploy/cloud/repeat'
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

describe('a cloud that refuses a call', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  let said: string[]
  beforeEach(() => (said = []))

  async function outcomeOf(action: string, { refusals, code, message = '' }: Refused) {
    let asked = 0
    const refusing: Cloud = async () => {
      if (++asked <= refusals) throw new CloudError(`${action}: ${code}${message}`, code, {})
      return 'an answer' as never
    }
    const repeating = repeatCalls(refusing, (line) => void said.push(line))
    const outcome = repeating('scf', action).catch((error: Error) => error.message)
    await jest.advanceTimersByTimeAsync(20_000)
    return { outcome: await outcome, asked }
  }

  it.each([
    ['GetFunction', 'RequestLimitExceeded'],
    ['CreateTrigger', 'RequestLimitExceeded.UinLimitExceeded'],
    ['CreateTrigger', 'FailedOperation.FunctionStatusError'],
    ['ListTriggers', 'InternalError.System'],
    ['UpdateFunctionCode', 'InternalError'],
    ['PutReservedConcurrencyConfig', 'ResourceUnavailable'],
    ['GetAlias', 'NoAnswer'],
    ['UpdateAlias', 'FailedOperation.OperationConflict'],
    ['PutProvisionedConcurrencyConfig', 'FailedOperation.ProvisionedInProgress'],
    ['PutReservedConcurrencyConfig', 'FailedOperation.ReservedInProgress'],
    ['SearchLog', 'FailedOperation.ReadQpsLimit'],
    ['SearchLog', 'FailedOperation.SearchTimeout'],
    ['SearchLog', 'LimitExceeded.LogSearch'],
    ['CreateIndex', 'LimitExceeded.IndexOperating']
  ])('repeats %s after %s', async (action, code) => {
    const found = await outcomeOf(action, { refusals: 3, code })
    expect(found).toEqual({ outcome: 'an answer', asked: 4 })
  })

  it.each([
    ['PublishVersion', ': the current function status does not allow it'],
    ['CreateTrigger', ': Status is Creating, unsupport operate'],
    ['DeleteFunction', ': 当前函数状态无法进行此操作']
  ])('repeats %s where the message alone says that SCF is at work', async (action, message) => {
    const code = `FailedOperation.${action}`
    const found = await outcomeOf(action, { refusals: 2, code, message })
    expect(found).toEqual({ outcome: 'an answer', asked: 3 })
  })

  it('says that it waits once a pause takes two seconds', async () => {
    await outcomeOf('GetFunction', { refusals: 3, code: 'RequestLimitExceeded' })
    expect(said).toEqual([
      'GetFunction: RequestLimitExceeded; trying again in 2 s',
      'GetFunction: RequestLimitExceeded; trying again in 4 s'
    ])
  })

  it.each([
    ['CreateTrigger', 'InternalError.System'],
    ['PublishVersion', 'NoAnswer'],
    ['DeleteFunction', 'InternalError'],
    ['CreateTrigger', 'FailedOperation.CreateTrigger'],
    ['UpdateFunctionCode', 'ResourceUnavailable.InsufficientBalance'],
    ['GetFunction', 'ResourceNotFound.Function']
  ])('does not repeat %s after %s', async (action, code) => {
    const found = await outcomeOf(action, { refusals: 1, code })
    expect(found).toEqual({ outcome: `${action}: ${code}`, asked: 1 })
  })

  it('does not wait for a network that is not there', async () => {
    const message = ': getaddrinfo ENOTFOUND scf.tencentcloudapi.com'
    const found = await outcomeOf('GetFunction', { refusals: 9, code: 'NoAnswer', message })
    expect(found.asked).toBe(1)
  })

  it('gives up after a while', async () => {
    const found = await outcomeOf('GetFunction', { refusals: 9, code: 'InternalError' })
    expect(found).toEqual({ outcome: 'GetFunction: InternalError', asked: 5 })
  })
})

interface Refused {
  refusals: number
  code: string
  message?: string
}

it.each(['ResourceNotFound.Function', 'ResourceNotFound', 'InvalidParameterValue.FunctionName'])(
  'takes %s for something that does not exist',
  async (code) => {
    const refusing = async () => Promise.reject(new CloudError('no', code, {}))
    expect(await orUndefined(refusing())).toBeUndefined()
  }
)

it.each([
  ['AuthFailure.SignatureFailure', 'TENCENTCLOUD_SECRET_KEY does not belong'],
  ['UnauthorizedOperation.CAM', 'deploy/policy.json'],
  ['UnauthorizedOperation.Role', 'SCF_QcsRole'],
  ['FailedOperation.UnOpenedService', 'activated'],
  ['ResourceUnavailable.InsufficientBalance', 'recharge']
])('says what to do about %s', async (code, words) => {
  const cloud = await startTencentCloud({ log: () => undefined })
  cloud.faults.refuse('ListFunctions', { code })
  const { output } = await runCommand('status', ['--stage', 'test'], cloud.env)
  await cloud.stop()
  expect(output).toContain(words)
})

describe('creating something once', () => {
  const unclear = new CloudError('InternalError', 'InternalError', {})

  it.each([
    ['tries again when it is not there after a failure', false, 2],
    ['takes it as created when it is there after a failure', true, 1]
  ])('%s', async (_what, isThere, tries) => {
    const create = jest.fn().mockRejectedValueOnce(unclear).mockResolvedValue({})
    await createOnce(create, async () => isThere)
    expect(create).toHaveBeenCalledTimes(tries)
  })

  it('takes it as created when the second try finds it, though reading does not yet', async () => {
    const exists = new CloudError('exists', 'ResourceInUse.FunctionName', {})
    const create = jest.fn().mockRejectedValueOnce(unclear).mockRejectedValue(exists)
    await createOnce(create, async () => false)
    expect(create).toHaveBeenCalledTimes(2)
    await expect(createOnce(create, async () => false)).rejects.toThrow('exists')
  })

  it('does not repeat what was refused', async () => {
    const create = jest.fn().mockRejectedValue(new CloudError('no', 'LimitExceeded.Function', {}))
    await expect(createOnce(create, async () => false)).rejects.toThrow('no')
    expect(create).toHaveBeenCalledTimes(1)
  })
})

it('lets a command continue when the cloud refuses one call as too many', async () => {
  const cloud = await startTencentCloud({ log: () => undefined })
  cloud.faults.refuse('ListFunctions', { code: 'RequestLimitExceeded', times: 1 })
  const { output } = await runCommand('status', ['--stage', 'test'], cloud.env)
  await cloud.stop()
  expect(output).toContain(`nothing of ${project.name} is deployed to test`)
})
