import { request as httpRequest } from 'node:http'
import { isWrite, roleKey, startTencentCloud, type TencentCloud } from '../../../tools/rehearsal'
import { writeArchiveOf } from '../deploy/archive-of'
import { createClients } from './client'

let cloud: TencentCloud
let clients: ReturnType<typeof createClients>
let share = 0
beforeEach(async () => {
  cloud = await startTencentCloud({ log: () => undefined, random: () => share })
  clients = createClients(cloud)
})
afterEach(() => cloud.stop())

const scf = async (action: string, parameters: object) =>
  (await clients.tc3('scf', action, parameters)).response
const codeOf = async (action: string, parameters: object) =>
  (await scf(action, parameters)).Error?.Code

async function upload(key: string, says: string): Promise<void> {
  const archive = writeArchiveOf({
    'a.js': `exports.main = async ({ path }) => {
      return { statusCode: 200, body: '${says}' + path + (process.env.V ?? '') }
    }`
  })
  await clients.store('PUT', 'code-1250000000', '/')
  expect((await clients.store('PUT', 'code-1250000000', `/${key}`, archive)).status).toBe(200)
}

const function1 = {
  FunctionName: 'fn',
  Handler: 'a.main',
  Runtime: 'Nodejs18.15',
  Code: { CosBucketName: 'code', CosObjectName: '/1.zip' }
}

async function create(): Promise<string> {
  await upload('1.zip', 'one ')
  expect(await codeOf('CreateFunction', function1)).toBeUndefined()
  await settle()
  const TriggerDesc =
    '{"AuthType":"NONE","NetConfig":{"EnableExtranet":true,"EnableIntranet":false}}'
  const url = {
    FunctionName: 'fn',
    TriggerName: 'u',
    Type: 'http',
    Qualifier: '$DEFAULT',
    TriggerDesc
  }
  const { TriggerInfo } = await scf('CreateTrigger', url)
  const { NetConfig } = JSON.parse((TriggerInfo as { TriggerDesc: string }).TriggerDesc) as {
    NetConfig: { ExtranetUrl: string }
  }
  return NetConfig.ExtranetUrl.replace('https', 'http')
}

async function replaceCode(): Promise<void> {
  await upload('2.zip', 'two ')
  const code = { CosBucketName: 'code', CosObjectName: '/2.zip' }
  await scf('UpdateFunctionCode', { FunctionName: 'fn', ...code })
  await settle()
}

async function settle(): Promise<void> {
  while ((await scf('GetFunction', { FunctionName: 'fn' })).Status !== 'Active');
}

describe('signatures', () => {
  const wrong = { secretId: 'AKIDrehearsal0000000000000000000000', secretKey: 'another' }
  const stranger = { secretId: 'another', secretKey: 'another' }

  it.each(['tc3', 'form'] as const)(
    "accepts signatures by the account's key only (%s)",
    async (kind) => {
      const ask = async (key?: typeof wrong) =>
        (await clients[kind]('scf', 'ListFunctions', {}, key && { key })).response.Error?.Code
      expect(await ask()).toBeUndefined()
      expect(await ask(wrong)).toBe('AuthFailure.SignatureFailure')
      expect(await ask(stranger)).toBe('AuthFailure.SecretIdNotFound')
    }
  )

  it('refuses a signature whose time is too far off', async () => {
    const { response } = await clients.tc3(
      'scf',
      'ListFunctions',
      {},
      { atMs: Date.now() - 400_000 }
    )
    expect(response.Error?.Code).toBe('AuthFailure.SignatureExpire')
  })

  it('requires signatures for the object store too', async () => {
    expect((await clients.store('GET', '', '/')).status).toBe(200)
    expect((await clients.store('GET', '', '/', undefined, { key: wrong })).status).toBe(403)
  })

  it.each([
    ['made an hour ago', { atMs: Date.now() - 3_600_000 }, 'AccessDenied'],
    ['that do not cover the bucket', { signedHeaders: [] }, 'SignatureDoesNotMatch']
  ])('refuses signatures for the object store %s', async (_what, options, code) => {
    const { status, body } = await clients.store('GET', '', '/', undefined, options)
    expect(status).toBe(403)
    expect(body).toContain(`<Code>${code}</Code>`)
  })

  it('refuses a signature made for another service', async () => {
    const options = { scopeService: 'cam' }
    const { response } = await clients.tc3('scf', 'ListFunctions', {}, options)
    expect(response.Error?.Code).toBe('AuthFailure.SignatureFailure')
  })
})

describe('the API', () => {
  it.each([
    ['UnknownParameter', 'CreateFunction', { ...function1, Publish: 'TRUE' }],
    ['MissingParameter', 'CreateFunction', { Runtime: 'Nodejs18.15' }],
    ['InvalidAction', 'CreateFuncton', {}],
    ['InvalidParameter', 'CreateFunction', { ...function1, MemorySize: 'large' }],
    ['InvalidParameter', 'CreateFunction', { ...function1, Tags: { Key: 'a', Value: 'b' } }],
    ['UnknownParameter', 'CreateFunction', { ...function1, VpcConfig: { Vpc: 'vpc-1' } }],
    ['MissingParameter', 'CreateFunction', { ...function1, Tags: [{ Key: 'a' }] }],
    ['InvalidParameterValue.Runtime', 'CreateFunction', { ...function1, Runtime: 'Nodejs99.1' }],
    ['InvalidParameterValue.CosObjectName', 'CreateFunction', function1],
    ['InvalidParameterValue.MemorySize', 'CreateFunction', { ...function1, MemorySize: 100 }],
    ['ResourceNotFound.Function', 'GetFunction', { FunctionName: 'absent' }]
  ])('answers %s', async (code, action, parameters) => {
    expect(await codeOf(action, parameters)).toBe(code)
  })

  it('refuses a version of the API that does not exist', async () => {
    const { response } = await clients.tc3('scf', 'ListFunctions', {}, { version: '2017-01-01' })
    expect(response.Error?.Code).toBe('NoSuchVersion')
  })

  it('reads lists and objects from a form', async () => {
    await upload('1.zip', '')
    await clients.form('scf', 'CreateFunction', {
      FunctionName: 'fn',
      Handler: 'a.main',
      Runtime: 'Nodejs18.15',
      'Code.CosBucketName': 'code',
      'Code.CosObjectName': '/1.zip',
      'Environment.Variables.0.Key': 'V',
      'Environment.Variables.0.Value': '1'
    })
    const { Environment } = await scf('GetFunction', { FunctionName: 'fn' })
    expect(Environment).toEqual({ Variables: [{ Key: 'V', Value: '1' }] })
  })

  it('records every call, and which were meant to change something', async () => {
    await create()
    expect(cloud.calls.filter(isWrite).map(({ action }) => action)).toEqual([
      'PUT code-1250000000/',
      'PUT code-1250000000/1.zip',
      'CreateFunction',
      'CreateTrigger'
    ])
    expect(JSON.stringify(cloud.calls)).not.toContain(cloud.state.account.secretKey)
  })

  it('counts a request for the time as a call that changes nothing', async () => {
    await clients.send('http://scf.tencentcloudapi.com/', { method: 'HEAD' })
    expect(cloud.calls).toHaveLength(1)
    expect(cloud.calls.filter(isWrite)).toEqual([])
  })
})

describe('a function', () => {
  it('refuses to change a function while it is busy', async () => {
    await upload('1.zip', '')
    await scf('CreateFunction', function1)
    const change = { FunctionName: 'fn', Timeout: 5 }
    expect(await codeOf('UpdateFunctionConfiguration', change)).toBe(
      'FailedOperation.FunctionStatusError'
    )
    await settle()
    expect(await codeOf('UpdateFunctionConfiguration', change)).toBeUndefined()
  })

  it('refuses to delete a function while it is busy or a domain routes to it', async () => {
    await create()
    const remove = () => codeOf('DeleteFunction', { FunctionName: 'fn' })
    await scf('UpdateFunctionConfiguration', { FunctionName: 'fn', Timeout: 5 })
    expect(await remove()).toBe('FailedOperation.FunctionStatusError')
    await settle()
    const row = { Namespace: 'default', FunctionName: 'fn', Qualifier: '$DEFAULT', PathMatch: '/' }
    const Domain = 'api.example.com'
    await scf('CreateCustomDomain', { Domain, Protocol: 'HTTP', EndpointsConfig: [row] })
    expect(await remove()).toBe('FailedOperation.DeleteFunction')
    await scf('DeleteCustomDomain', { Domain })
    expect(await remove()).toBeUndefined()
  })

  it('accepts only a role that exists', async () => {
    await upload('1.zip', '')
    const wanted = { ...function1, Role: 'reader' }
    expect(await codeOf('CreateFunction', wanted)).toBe('ResourceNotFound.Role')
    cloud.state.roles.add('reader')
    expect(await codeOf('CreateFunction', wanted)).toBeUndefined()
  })

  it("answers at a function's URL from its archive, and from the new one after an update", async () => {
    const url = await create()
    const say = async () => (await clients.send(`${url}/x`, { method: 'GET' })).body
    expect(await say()).toBe('one /x')
    await replaceCode()
    const Environment = { Variables: [{ Key: 'V', Value: '!' }] }
    await scf('UpdateFunctionConfiguration', { FunctionName: 'fn', Environment })
    expect(await say()).toBe('two /x!')
    const { Result } = await scf('Invoke', { FunctionName: 'fn', ClientContext: '{"path":"/y"}' })
    expect((Result as { RetMsg: string }).RetMsg).toContain('two /y!')
  })

  it('reports why a function cannot be created from a broken archive', async () => {
    await clients.store('PUT', 'code-1250000000', '/')
    await clients.store('PUT', 'code-1250000000', '/1.zip', Buffer.from('no zip'))
    await scf('CreateFunction', function1)
    await scf('GetFunction', { FunctionName: 'fn' })
    const found = await scf('GetFunction', { FunctionName: 'fn' })
    expect(found).toMatchObject({
      Status: 'CreateFailed',
      StatusReasons: [{ ErrorCode: expect.any(String) as unknown }]
    })
  })

  it('refuses a web function without an executable scf_bootstrap', async () => {
    await upload('1.zip', '')
    await scf('CreateFunction', { ...function1, Type: 'HTTP', Handler: 'scf_bootstrap' })
    await scf('GetFunction', { FunctionName: 'fn' })
    expect((await scf('GetFunction', { FunctionName: 'fn' })).Status).toBe('CreateFailed')
  })
})

describe('the object store', () => {
  it('lists keys by prefix, page by page, and marks its responses with a request id', async () => {
    const bucket = 'code-1250000000'
    expect((await clients.store('GET', bucket, '/')).headers).toHaveProperty('x-cos-request-id')
    await clients.store('PUT', bucket, '/')
    for (const key of ['b/2', 'a/1', 'b/1', 'b/3'])
      await clients.store('PUT', bucket, `/${key}`, Buffer.from('x'))
    const list = async (query: Record<string, string>) => {
      const { body } = await clients.store('GET', bucket, '/', undefined, { query })
      const tags = (name: string) => [...body.matchAll(RegExp(`<${name}>(.*?)</`, 'g'))]
      return ['Key', 'IsTruncated', 'NextMarker'].map((name) => tags(name).map(([, said]) => said))
    }
    const first = await list({ prefix: 'b/', 'max-keys': '2' })
    expect(first).toEqual([['b/1', 'b/2'], ['true'], ['b/2']])
    const second = await list({ prefix: 'b/', 'max-keys': '2', marker: 'b/2' })
    expect(second).toEqual([['b/3'], ['false'], []])
  })
})

describe('SSM', () => {
  const read = async (role: string, VersionId = 'v1') => {
    const { response } = await clients.tc3(
      'ssm',
      'GetSecretValue',
      { SecretName: 'app', VersionId },
      { version: '2019-09-23', key: roleKey(cloud.state.account, role) }
    )
    return response.Error?.Code ?? response.SecretString
  }
  beforeEach(() => {
    for (const role of ['reader', 'other']) cloud.state.roles.add(role)
    const versions = new Map([['v1', '{}']])
    cloud.state.secrets.set('app', { versions, readers: new Set(['reader']) })
  })

  it('returns a secret only to a role that may read it', async () => {
    expect(await read('reader')).toBe('{}')
    expect(await read('reader', 'v2')).toBe('ResourceNotFound.SecretNotExist')
    expect(await read('other')).toBe('UnauthorizedOperation')
    expect(await read('absent')).toBe('AuthFailure.SecretIdNotFound')
  })

  it('lets a role call nothing but SSM, and only with its token', async () => {
    const key = roleKey(cloud.state.account, 'reader')
    const list = async (given: typeof key) =>
      (await clients.tc3('scf', 'ListFunctions', {}, { key: given })).response.Error?.Code
    expect(await list(key)).toBe('UnauthorizedOperation')
    expect(await list({ ...key, token: 'another' })).toBe('AuthFailure.TokenFailure')
  })
})

/** What the platform measured of a version of `fn` in the last minutes. */
async function measured(MetricName: string, version: string): Promise<number> {
  const time = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}+00:00`
  const named = { functionName: 'fn', namespace: 'default', version }
  const Dimensions = Object.entries(named).map(([Name, Value]) => ({ Name, Value }))
  const asked = {
    Namespace: 'QCE/SCF_V2',
    MetricName,
    Period: 60,
    StartTime: time(Date.now() - 120_000),
    EndTime: time(Date.now()),
    Instances: [{ Dimensions }]
  }
  const { response } = await clients.tc3('monitor', 'GetMonitorData', asked, {
    version: '2018-07-24'
  })
  const [point] = response.DataPoints as { Values: number[] }[]
  return (point?.Values ?? []).reduce((sum, value) => sum + value, 0)
}

describe('a release', () => {
  it('splits calls between two versions, and keeps each as it was published', async () => {
    const url = await create()
    await scf('PublishVersion', { FunctionName: 'fn' })
    await replaceCode()
    await scf('PublishVersion', { FunctionName: 'fn' })
    const RoutingConfig = { AdditionalVersionWeights: [{ Version: '2', Weight: 0.1 }] }
    await scf('UpdateAlias', {
      FunctionName: 'fn',
      Name: '$DEFAULT',
      FunctionVersion: '1',
      RoutingConfig
    })
    const say = async (random: number) => {
      share = random
      return (await clients.send(`${url}/x`, { method: 'GET' })).body
    }
    expect(await say(0.05)).toBe('two /x')
    expect(await say(0.15)).toBe('one /x')
    expect(await say(0.95)).toBe('one /x')
    expect(await measured('Invocation', '1')).toBe(2)
    expect(await measured('Invocation', '2')).toBe(1)
    expect(await measured('Error', '1')).toBe(0)
    expect(await measured('Duration', '1')).toBeGreaterThan(0)
  })

  it('refuses to point an alias at a version that does not exist', async () => {
    await create()
    const alias = { FunctionName: 'fn', Name: '$DEFAULT', FunctionVersion: '7' }
    expect(await codeOf('UpdateAlias', alias)).toBe('ResourceNotFound.FunctionVersion')
  })
})

describe('a version', () => {
  it('reports a version as it was published, and as Publishing at first', async () => {
    await create()
    await scf('PublishVersion', { FunctionName: 'fn', Description: 'the first' })
    await scf('UpdateFunctionConfiguration', { FunctionName: 'fn', Timeout: 9 })
    const tell = () => scf('GetFunction', { FunctionName: 'fn', Qualifier: '1' })
    expect(await tell()).toMatchObject({ Status: 'Publishing', Description: 'the first' })
    expect(await tell()).toMatchObject({ Status: 'Active', Timeout: 3 })
    const absent = { FunctionName: 'fn', Qualifier: '2' }
    expect(await codeOf('GetFunction', absent)).toBe('ResourceNotFound.FunctionVersion')
  })

  it('refuses an alias that combines a version with itself', async () => {
    await create()
    await scf('PublishVersion', { FunctionName: 'fn' })
    const RoutingConfig = { AdditionalVersionWeights: [{ Version: '1', Weight: 0.1 }] }
    const alias = { FunctionName: 'fn', Name: '$DEFAULT', FunctionVersion: '1', RoutingConfig }
    expect(await codeOf('UpdateAlias', alias)).toBe('InvalidParameterValue.RoutingConfig')
  })
})

describe('logs', () => {
  const search = async (parameters: object) => {
    const { response } = await clients.tc3(
      'cls',
      'SearchLog',
      { From: 0, To: Date.now() + 1000, TopicId: 'topic-1', ...parameters },
      { version: '2020-10-16' }
    )
    return response as { Results?: { LogJson: string }[]; Error?: { Code: string } }
  }

  it('finds the log lines of a call, and reports its outcome', async () => {
    const url = await create()
    await scf('UpdateFunctionConfiguration', { FunctionName: 'fn', ClsTopicId: 'topic-1' })
    await clients.send(`${url}/x`, { method: 'GET' })
    const { requestId = '' } = cloud.state.runs[0] ?? {}
    const { Data } = await scf('GetRequestStatus', {
      FunctionName: 'fn',
      FunctionRequestId: requestId
    })
    expect(Data).toMatchObject([{ RetCode: 0, RetMsg: 'one /x' }])
    const QueryString = `SCF_FunctionName:"fn" AND SCF_RequestId:"${requestId}"`
    const { Results = [] } = await search({ QueryString })
    expect(Results.map(({ LogJson }) => JSON.parse(LogJson) as object)).toMatchObject([
      { SCF_Qualifier: '$LATEST', SCF_Type: 'Platform' }
    ])
    expect((await search({ QueryString: 'SCF_RequestId:"another"' })).Results).toEqual([])
  })

  it('refuses to search logs without a topic or with a query it cannot read', async () => {
    expect((await search({})).Error?.Code).toBe('ResourceNotFound.TopicNotExist')
    await create()
    await scf('UpdateFunctionConfiguration', { FunctionName: 'fn', ClsTopicId: 'topic-1' })
    expect((await search({ QueryString: 'x OR y' })).Error?.Code).toBe('FailedOperation.QueryError')
  })
})

describe('a custom domain', () => {
  const domain = (paths: object[]) => ({
    Domain: 'api.example.com',
    Protocol: 'HTTPS',
    CertConfig: { CertificateId: 'cert-1' },
    EndpointsConfig: paths.map((path) => ({
      Namespace: 'default',
      FunctionName: 'fn',
      Qualifier: '$DEFAULT',
      ...path
    }))
  })
  const say = async (path: string) =>
    (await clients.send(`http://api.example.com${path}`, { method: 'GET' })).body

  it('maps paths to functions and rewrites them', async () => {
    await create()
    const PathRewrite = [{ Path: '/v1/*', Type: 'WildcardRules', Rewrite: '/$' }]
    await scf(
      'CreateCustomDomain',
      domain([{ PathMatch: '/login' }, { PathMatch: '/v1/*', PathRewrite }])
    )
    expect(await say('/login')).toBe('one /login')
    expect(await say('/v1/session')).toBe('one /session')
    expect(await say('/other')).toContain('404')
  })

  it('prefers the longest of several matching paths, in whatever order they are listed', async () => {
    await create()
    const row = (PathMatch: string, name: string) => ({
      PathMatch,
      PathRewrite: [{ Path: PathMatch, Type: 'WildcardRules', Rewrite: `/${name}` }]
    })
    const rows = [row('/*', 'any'), row('/v1/users/*', 'users'), row('/v1/*', 'v1')]
    await scf('CreateCustomDomain', domain(rows))
    const answers = () => Promise.all(['/v1/users/7', '/v1/session', '/login'].map(say))
    expect(await answers()).toEqual(['one /users', 'one /v1', 'one /any'])
    await scf('UpdateCustomDomain', domain(rows.reverse()))
    expect(await answers()).toEqual(['one /users', 'one /v1', 'one /any'])
  })

  it.each([
    [
      'a function without a URL',
      { PathMatch: '/', Qualifier: '$LATEST' },
      'FailedOperation.FunctionUrl'
    ],
    ['a path without a leading slash', { PathMatch: 'login' }, 'InvalidParameterValue.PathMatch']
  ])('refuses a domain with %s', async (_what, path, code) => {
    await create()
    expect(await codeOf('CreateCustomDomain', domain([path]))).toBe(code)
  })
})

describe('faults', () => {
  it('makes an action fail after a number of calls, or that many times', async () => {
    cloud.faults.refuse('ListFunctions', { code: 'LimitExceeded', after: 1 })
    expect([await codeOf('ListFunctions', {}), await codeOf('ListFunctions', {})]).toEqual([
      undefined,
      'LimitExceeded'
    ])
    cloud.faults.refuse('ListFunctions', { code: 'Busy', times: 1 })
    expect([await codeOf('ListFunctions', {}), await codeOf('ListFunctions', {})]).toEqual([
      'Busy',
      undefined
    ])
    cloud.faults.refuse('ListFunctions', { code: 'LimitExceeded' })
    cloud.faults.clear()
    expect(await codeOf('ListFunctions', {})).toBeUndefined()
  })

  it('breaks off uploads on demand', async () => {
    await clients.store('PUT', 'code-1250000000', '/')
    cloud.faults.cutUploads('.zip')
    await expect(
      clients.store('PUT', 'code-1250000000', '/1.zip', Buffer.from('x'))
    ).rejects.toThrow()
    expect(cloud.state.buckets.get('code-1250000000')?.size).toBe(0)
  })

  it('breaks connections to hosts that are not part of the cloud, tunnels included', async () => {
    await expect(clients.send('http://elsewhere.example/', {})).rejects.toThrow()
    const tunnel = httpRequest({
      host: '127.0.0.1',
      port: cloud.port,
      method: 'CONNECT',
      path: 'elsewhere.example:443'
    })
    await expect(
      new Promise((_resolve, reject) => tunnel.once('error', reject).end())
    ).rejects.toThrow()
    expect(cloud.calls.map(({ service, outcome }) => [service, outcome])).toEqual([
      ['elsewhere.example', 'dead'],
      ['elsewhere.example', 'dead']
    ])
  })
})
