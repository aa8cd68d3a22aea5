import { type PlatformRequest } from '../../../tools/scf'
import { get, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

const ECHO = 'exports.main_handler = (event, context) => ({ event, context, env: process.env })'

const POST: PlatformRequest = {
  method: 'POST',
  path: '/greet/you',
  rawQuery: 'a=1',
  headers: {
    'content-type': 'application/json',
    'x-wx-code': 'abc',
    'x-scf-remote-addr': '6.6.6.6',
    'x-scf-secret-id': 'forged'
  },
  body: Buffer.from('{"a":1}'),
  requestId: 'request-1',
  remoteAddress: '203.0.113.7'
}

const parse = ({ body }: { body: string }) =>
  JSON.parse(body) as Record<'event' | 'context' | 'env', Record<string, unknown>>

it('sends the five fields of a function URL, with its own hops in X-Forwarded-For', async () => {
  const scf = bench.start([bench.define(ECHO)])
  expect(parse(await scf.request('greet', POST)).event).toEqual({
    body: '{"a":1}',
    headers: {
      'content-type': 'application/json',
      'x-wx-code': 'abc',
      'x-scf-remote-addr': '203.0.113.7',
      'x-scf-secret-id': 'forged',
      'x-forwarded-for': '203.0.113.7, 11.163.17.81, 10.132.167.112'
    },
    httpMethod: 'POST',
    path: '/greet/you',
    queryString: { a: '1' }
  })
})

it('sends all fields of an API gateway, and header names with capitals', async () => {
  const code =
    'exports.main_handler = (event) => ({ statusCode: 200, body: JSON.stringify({ event }) })'
  const scf = bench.start([bench.define(code, { event: 'apigw' })])
  expect(parse(await scf.request('greet', { ...POST, stage: 'test' })).event).toEqual({
    requestContext: {
      serviceId: 'service-local',
      path: '/greet/you',
      httpMethod: 'POST',
      requestId: 'request-1',
      identity: {},
      sourceIp: '203.0.113.7',
      stage: 'test'
    },
    headers: expect.objectContaining({
      'Content-Type': 'application/json',
      'X-Wx-Code': 'abc'
    }) as unknown,
    body: '{"a":1}',
    isBase64Encoded: false,
    pathParameters: {},
    queryStringParameters: {},
    headerParameters: {},
    stageVariables: { stage: 'test' },
    path: '/greet/you',
    queryString: { a: '1' },
    httpMethod: 'POST'
  })
})

it('passes the context that the platform documents', async () => {
  const code = `exports.main_handler = async (event, context) => {
    const before = context.getRemainingTimeInMillis()
    await new Promise((resolve) => setTimeout(resolve, 30))
    return { context, spent: before - context.getRemainingTimeInMillis(), before }
  }`
  const scf = bench.start([bench.define(code, { timeoutSeconds: 4, memoryMb: 512 })])
  const { returned = '' } = await scf.invoke('greet', {}, { requestId: 'request-9' })
  const { context, spent, before } = JSON.parse(returned) as Record<string, number>
  expect(context).toEqual({
    callbackWaitsForEmptyEventLoop: true,
    memory_limit_in_mb: 512,
    time_limit_in_ms: 4000,
    request_id: 'request-9',
    environ: 'SCF_NAMESPACE=default',
    environment: '{"SCF_NAMESPACE":"default"}',
    function_version: '$LATEST',
    function_name: 'greet',
    namespace: 'default',
    tencentcloud_region: 'ap-guangzhou',
    tencentcloud_appid: '1250000000',
    tencentcloud_uin: '100000000001'
  })
  expect(before).toBeGreaterThan(3900)
  expect(spent).toBeGreaterThanOrEqual(28)
})

it("shows an instance its own environment and the platform's, nothing of ours", async () => {
  process.env.SECRET_OF_THE_DEVELOPER = 'x'
  try {
    const scf = bench.start([bench.define(ECHO, { environment: { DATABASE_URL: 'mysql://x' } })])
    const { env } = parse(await scf.request('greet', POST))
    expect(
      Object.keys(env)
        .filter((name) => name !== 'SystemRoot')
        .sort()
    ).toEqual([
      'DATABASE_URL',
      'PATH',
      'SCF_FUNCTIONNAME',
      'SCF_FUNCTIONVERSION',
      'SCF_NAMESPACE',
      'TENCENTCLOUD_APPID',
      'TENCENTCLOUD_REGION',
      'TENCENTCLOUD_RUNENV',
      'TZ'
    ])
    expect(env).toMatchObject({
      TENCENTCLOUD_RUNENV: 'SCF-local',
      SCF_FUNCTIONNAME: 'greet',
      TZ: 'UTC'
    })
  } finally {
    delete process.env.SECRET_OF_THE_DEVELOPER
  }
})

async function answerTo(returned: string, event: 'url' | 'apigw') {
  const scf = bench.start([bench.define(`exports.main_handler = () => (${returned})`, { event })])
  const { status, headers, body } = await scf.request('greet', get())
  return { status, headers, body }
}

const JSON_TYPE = { 'content-type': 'application/json' }

it.each([
  ['{ hello: 1 }', '{"hello":1}'],
  ['"Hello, world!"', '"Hello, world!"'],
  ['undefined', 'null'],
  ['[1, 2]', '[1,2]'],
  ['{ statusCode: "soon" }', '{"statusCode":"soon"}']
])('answers %s without a statusCode as JSON with 200 by function URL', async (returned, body) => {
  expect(await answerTo(returned, 'url')).toEqual({ status: 200, headers: JSON_TYPE, body })
})

it.each(['url', 'apigw'] as const)('passes on a full response by %s', async (event) => {
  const returned = `{ statusCode: 201, headers: { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'] },
    body: 'aGk=', isBase64Encoded: true }`
  expect(await answerTo(returned, event)).toEqual({
    status: 201,
    headers: { 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] },
    body: 'hi'
  })
})

it.each([
  '{ hello: 1 }',
  'undefined',
  '"text"',
  '{ statusCode: "200", body: "" }',
  '{ statusCode: 200, body: { a: 1 } }',
  '{ statusCode: 200, body: "", headers: "none" }'
])('answers 403 by API gateway when %s is not an integrated response', async (returned) => {
  expect(await answerTo(returned, 'apigw')).toEqual({
    status: 403,
    headers: JSON_TYPE,
    body: '{"errno":403,"error":"Invalid scf response format. please check your scf response format."}'
  })
})

it('answers a failed call by API gateway with HTTP 200 and the error as its body', async () => {
  const answer = await answerTo('(() => { throw new Error("no") })()', 'apigw')
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.body)).toMatchObject({ statusCode: 430 })
})

it('accepts an answer by callback', async () => {
  const code =
    'exports.main_handler = (event, context, callback) => void setTimeout(callback, 5, null, "late")'
  expect((await bench.start([bench.define(code)]).request('greet', get())).body).toBe('"late"')
})

it('invokes with any event and returns the result of the handler, or the failure', async () => {
  const scf = bench.start([
    bench.define(
      'exports.main_handler = (event) => { if (event.no) throw new Error("no"); return event }'
    )
  ])
  expect(await scf.invoke('greet', { Records: [1] }, { requestId: 'request-2' })).toMatchObject({
    requestId: 'request-2',
    returned: '{"Records":[1]}',
    cold: true
  })
  const { returned, failure = '' } = await scf.invoke('greet', { no: true })
  expect([returned, JSON.parse(failure)]).toEqual([
    undefined,
    expect.objectContaining({ statusCode: 430 })
  ])
})
