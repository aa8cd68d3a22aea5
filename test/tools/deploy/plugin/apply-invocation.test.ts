import { applyFunction } from '../../../../tools/deploy/plugin/apply-function'
import { applyInvocation, checkInvocation } from '../../../../tools/deploy/plugin/apply-invocation'
import { describeFunction } from '../../../../tools/deploy/plugin/describe-function'
import { type FunctionEntry } from '../../../../tools/serverless-yml'
import { writeArchiveOf } from '../archive-of'
import { createCloudInProcess } from '../in-process'

const NAME = 'svc-test-a'

async function deployed() {
  const { cloud, state, asked } = createCloudInProcess()
  state.buckets.set('code-1', new Map([['a.zip', writeArchiveOf({ 'a.js': '' })]]))
  const service = {
    service: 'svc',
    provider: { region: 'ap-guangzhou', runtime: 'Nodejs18.15' },
    functions: { a: { handler: 'a.main' } },
    package: {}
  }
  const wanted = describeFunction(service, { name: 'a', stage: 'test', code: 'c' })
  const place = { CosBucketName: 'code', CosObjectName: '/a.zip' }
  await applyFunction(cloud, wanted, place, () => undefined)
  const apply = async (asynchronous: FunctionEntry['async']) => {
    asked.length = 0
    await applyInvocation(cloud, NAME, { handler: 'a.main', async: asynchronous }, () => undefined)
    return asked.filter((action) => action.startsWith('Update'))
  }
  return { apply, found: () => state.functions.get(NAME)?.asyncCalls }
}

it('sets how often a call that came as an event is repeated, once', async () => {
  const { apply, found } = await deployed()
  const wanted = { retries: 0, ttlSeconds: 600 }
  expect(await apply(wanted)).toEqual(['UpdateFunctionEventInvokeConfig'])
  expect(found()).toEqual({ RetryConfig: [{ RetryNum: 0 }], MsgTTL: 600 })
  expect(await apply(wanted)).toEqual([])
})

it('leaves what is not in the file as it is', async () => {
  const { apply, found } = await deployed()
  expect(await apply(undefined)).toEqual([])
  expect(found()).toBeUndefined()
})

it.each([
  [
    'more than two retries',
    { handler: 'a.main', async: { retries: 3 } },
    'retries must be 0, 1 or 2'
  ],
  ['a time that SCF does not keep', { handler: 'a.main', async: { ttlSeconds: 5 } }, 'from 60 to'],
  ['a web function', { handler: 'a.main', type: 'web' as const, async: {} }, 'event functions only']
])('refuses %s before anything is deployed', (_what, entry, words) => {
  expect(() => checkInvocation('a', entry)).toThrow(words)
})
