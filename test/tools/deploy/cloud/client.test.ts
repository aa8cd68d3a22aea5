import {
  type Cloud,
  CloudError,
  createOnce,
  readOnly,
  repeatCalls
} from '../../../../tools/deploy/cloud/client'
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

  async function outcomeOf(action: string, { refusals, code }: { refusals: number; code: string }) {
    let asked = 0
    const refusing: Cloud = async () => {
      if (++asked <= refusals) throw new CloudError(`${action}: ${code}`, code, {})
      return 'an answer' as never
    }
    const outcome = repeatCalls(refusing)('scf', action).catch(({ message }: Error) => message)
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
    ['GetAlias', 'NoAnswer']
  ])('repeats %s after %s', async (action, code) => {
    const found = await outcomeOf(action, { refusals: 3, code })
    expect(found).toEqual({ outcome: 'an answer', asked: 4 })
  })

  it.each([
    ['CreateTrigger', 'InternalError.System'],
    ['PublishVersion', 'NoAnswer'],
    ['DeleteFunction', 'InternalError'],
    ['GetFunction', 'ResourceNotFound.Function']
  ])('does not repeat %s after %s', async (action, code) => {
    const found = await outcomeOf(action, { refusals: 1, code })
    expect(found).toEqual({ outcome: `${action}: ${code}`, asked: 1 })
  })

  it('gives up after a while', async () => {
    const found = await outcomeOf('GetFunction', { refusals: 9, code: 'InternalError' })
    expect(found).toEqual({ outcome: 'GetFunction: InternalError', asked: 5 })
  })
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
