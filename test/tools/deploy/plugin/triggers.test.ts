import { applyFunction } from '../../../../tools/deploy/plugin/apply-function'
import { applyTriggers } from '../../../../tools/deploy/plugin/apply-triggers'
import { describeFunction } from '../../../../tools/deploy/plugin/describe-function'
import { wantedTriggers } from '../../../../tools/deploy/plugin/wanted-triggers'
import { type EventEntry, type ServerlessService } from '../../../../tools/serverless-yml'
import { writeArchiveOf } from '../archive-of'
import { createCloudInProcess } from '../in-process'

const url = { http: { name: 'a-url' } }
const timer = (parameters: object): Record<string, EventEntry> => ({
  timer: {
    name: 'nightly',
    parameters: { cronExpression: '0 0 2 * * * *', enable: true, ...parameters }
  }
})

async function deployed() {
  const made = createCloudInProcess()
  made.state.buckets.set('code-1', new Map([['a.zip', writeArchiveOf({ 'a.js': '' })]]))
  const service: ServerlessService = {
    service: 'svc',
    provider: { region: 'ap-guangzhou', runtime: 'Nodejs18.15' },
    functions: { a: { handler: 'a.main' } },
    package: {}
  }
  const wanted = describeFunction(service, { name: 'a', stage: 'test', code: 'c' })
  const code = { CosBucketName: 'code', CosObjectName: '/a.zip' }
  await applyFunction(made.cloud, wanted, code, () => undefined)
  const apply = async (events: Record<string, EventEntry>[]) => {
    made.asked.length = 0
    await applyTriggers(made.cloud, 'svc-test-a', 'a', { handler: 'a.main', events })
    return made.asked.filter((action) => action !== 'ListTriggers')
  }
  return { ...made, apply, found: () => made.state.functions.get('svc-test-a')?.triggers ?? [] }
}

describe('triggers', () => {
  it('creates triggers once, and does not touch them while nothing changes', async () => {
    const { apply } = await deployed()
    const events = [url, timer({ argument: 'x' })]
    expect(await apply(events)).toEqual(['CreateTrigger', 'CreateTrigger'])
    expect(await apply(events)).toEqual([])
  })

  it.each([
    ['time', { cronExpression: '0 0 3 * * * *' }],
    ['state', { enable: false }],
    ['argument', { argument: 'x' }]
  ])('updates a trigger in place when its %s changes', async (_what, parameters) => {
    const { apply } = await deployed()
    await apply([timer({})])
    expect(await apply([timer(parameters)])).toEqual(['UpdateTrigger'])
    expect(await apply([timer(parameters)])).toEqual([])
  })

  it('keeps the address of a function URL when its authentication changes', async () => {
    const { apply, found } = await deployed()
    await apply([url])
    const address = () => /https:[^"]+/.exec(found()[0]?.TriggerDesc ?? '')?.[0]
    const before = address()
    await apply([{ http: { name: 'a-url', parameters: { authType: 'CAM' } } }])
    expect(found()[0]?.TriggerDesc).toContain('CAM')
    expect(address()).toBe(before)
  })

  it('has triggers call the alias, so that publishing moves them', async () => {
    const { apply, found } = await deployed()
    await apply([url, timer({})])
    expect(found().map(({ Qualifier }) => Qualifier)).toEqual(['$DEFAULT', '$DEFAULT'])
  })

  it('removes triggers that are no longer in the file, of both plugins', async () => {
    const { apply, found } = await deployed()
    await apply([url, timer({})])
    const other = { Type: 'cos', TriggerName: 'b.cos', TriggerDesc: '{}', Enable: 1 }
    found().push({ ...other, Qualifier: '$LATEST', CustomArgument: '', AddTime: '', ModTime: '' })
    expect(await apply([url, { cos: { name: 'b.cos' } }])).toEqual(['DeleteTrigger'])
    expect(await apply([url])).toEqual(['DeleteTrigger'])
    expect(found().map(({ TriggerName }) => TriggerName)).toEqual(['a-url'])
  })

  it.each([
    ['apigw', 'functions.a: Tencent Cloud is closing its API gateway'],
    ['sns', 'functions.a: unknown event sns: use http, timer, cos, ckafka, cmq']
  ])('refuses an event of kind %s', (kind, words) => {
    const entry = { handler: 'a.main', events: [{ [kind]: { name: 'x' } }] }
    expect(() => wantedTriggers('a', entry)).toThrow(words)
  })
})
