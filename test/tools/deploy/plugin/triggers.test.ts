import { type Cloud } from '../../../../tools/deploy/cloud/client'
import { applyFunction } from '../../../../tools/deploy/plugin/apply-function'
import { applyTriggers } from '../../../../tools/deploy/plugin/apply-triggers'
import { describeFunction } from '../../../../tools/deploy/plugin/describe-function'
import { wantedTriggers } from '../../../../tools/deploy/plugin/wanted-triggers'
import { type Truth } from '../../../../tools/rehearsal'
import { type EventEntry, type ServerlessService } from '../../../../tools/serverless-yml'
import { writeArchiveOf } from '../archive-of'
import { createCloudInProcess } from '../in-process'

const REGION = 'ap-guangzhou'
const url = { http: { name: 'a-url' } }
const timer = (parameters: object): Record<string, EventEntry> => ({
  timer: {
    name: 'nightly',
    parameters: { cronExpression: '0 0 2 * * * *', enable: true, ...parameters }
  }
})

const bucket = (parameters: object = {}): Record<string, EventEntry> => ({
  cos: {
    name: 'files-1',
    parameters: {
      events: 'cos:ObjectCreated:Post',
      filter: { prefix: 'upload/' },
      enable: true,
      ...parameters
    }
  }
})
const queue = (parameters: object = {}): Record<string, EventEntry> => ({
  ckafka: { name: 'ckafka-abc', parameters: { topic: 'clicks', enable: true, ...parameters } }
})

async function deployed(truth: Partial<Truth> = {}) {
  const made = createCloudInProcess(truth)
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
    const entry = { handler: 'a.main', events }
    await applyTriggers(made.cloud, 'svc-test-a', wantedTriggers('a', entry, REGION))
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

  it('removes triggers that are no longer in the file, whoever made them', async () => {
    const { apply, found, state } = await deployed()
    state.buckets.set('files-1', new Map())
    await apply([url, timer({}), bucket()])
    expect(await apply([url, bucket()])).toEqual(['DeleteTrigger'])
    expect(await apply([url])).toEqual(['DeleteTrigger'])
    expect(found().map(({ Type }) => Type)).toEqual(['http'])
  })

  it.each([
    ['keeps the name', { urlNames: 'given' }],
    ['names it itself', { urlNames: 'fixed' }]
  ] as const)('finds a function URL again when SCF %s', async (_what, truth) => {
    const { apply, found } = await deployed(truth)
    await apply([url])
    const before = found()[0]?.TriggerDesc
    expect(await apply([{ http: { name: 'another-name' } }])).toEqual([])
    expect(found()[0]?.TriggerDesc).toBe(before)
  })

  it('finds a function URL that was made under another name', async () => {
    const { apply, found } = await deployed()
    await apply([url])
    Object.assign(found()[0] ?? {}, { TriggerName: 'made-in-the-console' })
    const changed = { http: { name: 'a-url', parameters: { authType: 'CAM' } } }
    expect(await apply([changed])).toEqual(['UpdateTrigger'])
    expect(found()).toHaveLength(1)
    expect(found()[0]?.TriggerDesc).toContain('CAM')
  })

  it.each([
    ['a text', '1'],
    ['a word', 'OPEN']
  ])('understands the state of a trigger as %s', async (_how, Enable) => {
    const { apply, found } = await deployed()
    await apply([url, timer({})])
    for (const one of found()) Object.assign(one, { Enable, CustomArgument: null })
    expect(await apply([url, timer({})])).toEqual([])
  })

  it('makes a trigger for what is put into a bucket, and replaces it when its rule changes', async () => {
    const { apply, found, state } = await deployed()
    state.buckets.set('files-1', new Map())
    expect(await apply([bucket()])).toEqual(['CreateTrigger'])
    expect(found()).toMatchObject([
      {
        TriggerName: 'files-1.cos.ap-guangzhou.myqcloud.com',
        TriggerDesc: '{"event":"cos:ObjectCreated:Post","filter":{"Prefix":"upload/","Suffix":""}}',
        Qualifier: '$DEFAULT',
        Enable: 1
      }
    ])
    expect(await apply([bucket()])).toEqual([])
    expect(await apply([bucket({ filter: { prefix: 'new/', suffix: '.jpg' } })])).toEqual([
      'DeleteTrigger',
      'CreateTrigger'
    ])
  })

  it('makes a trigger for a queue, and changes its batches in place', async () => {
    const { apply, found } = await deployed()
    expect(await apply([queue({ maxMsgNum: 1 })])).toEqual(['CreateTrigger'])
    expect(found()[0]).toMatchObject({
      TriggerName: 'ckafka-abc-clicks',
      TriggerDesc: '{"maxMsgNum":"1","offset":"latest","retry":"10"}'
    })
    expect(await apply([queue({ maxMsgNum: 5000, retry: 2 })])).toEqual(['UpdateTrigger'])
    expect(await apply([queue({ maxMsgNum: 5000, retry: 2 })])).toEqual([])
  })

  it.each([
    ['a bucket that does not exist', bucket(), 'there is no bucket files-1'],
    [
      'a bucket of another region',
      bucket({ bucket: 'files-1.cos.ap-beijing.myqcloud.com' }),
      /ap-guangzhou/
    ],
    ['a bucket without its appid', bucket({ bucket: 'files' }), '<name>-<appid>'],
    ['an unknown event', bucket({ events: 'cos:Changed' }), 'no event "cos:Changed"'],
    ['a suffix without a dot', bucket({ filter: { suffix: 'jpg' } }), 'begin with a dot'],
    ['a queue without a topic', queue({ topic: '' }), 'parameters.topic the topic'],
    ['too large batches', queue({ maxMsgNum: 20_000 }), 'from 1 to 10000']
  ])('fails for %s instead of going on without the trigger', async (_what, event, words) => {
    const { apply } = await deployed()
    await expect(apply([event])).rejects.toThrow(words)
  })

  it('fails when SCF accepts a trigger and does not have it afterwards', async () => {
    const { cloud } = await deployed()
    const losing: Cloud = async (service, action, parameters) =>
      action === 'CreateTrigger' ? ({} as never) : cloud(service, action, parameters)
    const wanted = wantedTriggers('a', { handler: 'a.main', events: [timer({})] }, REGION)
    await expect(applyTriggers(losing, 'svc-test-a', wanted)).rejects.toThrow(
      'svc-test-a: SCF accepted these triggers and does not have them: timer nightly'
    )
  })

  it('refuses a timer of a web function, which SCF cannot call', () => {
    const entry = { handler: 'a.main', type: 'web' as const, events: [timer({})] }
    expect(() => wantedTriggers('a', entry, REGION)).toThrow('takes http events only, not timer')
  })

  it.each([
    ['apigw', 'functions.a: Tencent Cloud is closing its API gateway'],
    ['cmq', 'functions.a: Tencent Cloud has closed CMQ'],
    ['sns', 'functions.a: unknown event sns: use http, timer, cos, ckafka']
  ])('refuses an event of kind %s', (kind, words) => {
    const entry = { handler: 'a.main', events: [{ [kind]: { name: 'x' } }] }
    expect(() => wantedTriggers('a', entry, REGION)).toThrow(words)
  })
})
