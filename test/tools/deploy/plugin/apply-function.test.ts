import { type Cloud } from '../../../../tools/deploy/cloud/client'
import { readOnly } from '../../../../tools/deploy/cloud/client'
import { applyFunction } from '../../../../tools/deploy/plugin/apply-function'
import { describeFunction } from '../../../../tools/deploy/plugin/describe-function'
import { compareFacts, readDeployed } from '../../../../tools/deploy/plugin/snapshot'
import { writeArchiveOf } from '../archive-of'
import { createCloudInProcess } from '../in-process'

const NAME = 'svc-test-a'
const PLACE = { CosBucketName: 'code', CosObjectName: '/a.zip' }

function prepare() {
  const { cloud: slowly, state } = createCloudInProcess()
  state.buckets.set('code-1', new Map([['a.zip', writeArchiveOf({ 'a.js': '' })]]))
  state.roles.add('reader')
  const sent: Record<string, unknown>[] = []
  /** Done at once: what waits polls once a second. */
  const cloud: Cloud = async (service, action, parameters = {}) => {
    if (/Function(Configuration)?$/.test(action) && !action.startsWith('Get')) sent.push(parameters)
    const reply = await slowly<never>(service, action, parameters)
    for (const { busy } of state.functions.values()) busy.times = 0
    return reply
  }
  const factsNow = async () => (await readDeployed(readOnly(cloud), [NAME])).facts[NAME]
  return {
    sent,
    role: () => state.functions.get(NAME)?.latest.configuration.Role,
    /** Gives what a deployment would say about it. */
    async apply(role: string): Promise<string[]> {
      const before = await factsNow()
      const service = {
        service: 'svc',
        provider: { region: 'ap-guangzhou', runtime: 'Nodejs18.15', role },
        functions: { a: { handler: 'a.main' } },
        package: {}
      }
      const wanted = describeFunction(service, { name: 'a', stage: 'test', code: 'abc' })
      await applyFunction(cloud, wanted, PLACE, () => undefined)
      return compareFacts(NAME, before, await factsNow())
    }
  }
}

describe('the role', () => {
  it('sends no role for a function without one', async () => {
    const { apply, sent } = prepare()
    await apply('')
    await apply('')
    expect(sent).toHaveLength(2)
    expect(sent.filter((parameters) => 'Role' in parameters)).toEqual([])
  })

  it('sets a role, and clears it when it is removed from the file', async () => {
    const { apply, role } = prepare()
    await apply('')
    expect(await apply('reader')).toEqual([`~ ${NAME}`, '    role: none -> reader'])
    expect(role()).toBe('reader')
    expect(await apply('')).toEqual([`~ ${NAME}`, '    role: reader -> none'])
    expect(role()).toBe('')
  })
})
