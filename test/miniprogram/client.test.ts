import { createClient } from '../../miniprogram/api/client'
import { otherSession } from './account'
import { failing, type Gateway, type Received, type Script, startGateway, userId } from './gateway'
import { installWx } from './wx'

let gateway: Gateway
beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(() => gateway.close())

const clientOf = (limits?: { timeoutMs?: number; atOnce?: number }) =>
  createClient({ gatewayUrl: () => gateway.url, ...limits })

test('an operation is sent as the contract says, and its reply tells who answered', async () => {
  installWx()
  const reply = await clientOf().call('login', { code: 'dev-alice-1' })

  expect(gateway.received).toEqual([
    {
      route: 'POST /login',
      body: { code: 'dev-alice-1' },
      contentType: 'application/json',
      token: undefined
    }
  ])
  expect(reply.result.session.userId).toBe(userId)
  expect(reply).toMatchObject({ requestId: 'request-1', source: 'function:test' })
})

test('the token travels as a bearer, and 204 is a result without a body', async () => {
  installWx()
  gateway.tokens.add('t1')
  const reply = await clientOf().call('endSession', undefined, 't1')

  expect(gateway.received[0]).toMatchObject({
    route: 'DELETE /session',
    body: undefined,
    token: 't1'
  })
  expect(reply.result).toBeUndefined()
})

test.each([
  ['lower case', (name: string) => name.toLowerCase()],
  ['upper case', (name: string) => name.toUpperCase()]
])('header names may come in %s', async (_, spell) => {
  installWx({ spell })
  gateway.tokens.add('t1')
  const reply = await clientOf().call('getSession', undefined, 't1')
  expect(reply).toMatchObject({ requestId: 'request-1', source: 'function:test' })
})

test("a contract's failure keeps its code, status, request id, and how to retry", async () => {
  installWx()
  gateway.next('POST /login', failing('WECHAT_UNAVAILABLE', { 'Retry-After': '7' }))
  gateway.next('POST /login', failing('CODE_USED'))
  gateway.next('POST /login', failing('LOGIN_NOT_RECORDED'))
  const client = clientOf()

  await expect(client.call('login', { code: 'a' })).rejects.toMatchObject({
    name: 'AppFailure',
    code: 'WECHAT_UNAVAILABLE',
    status: 503,
    retry: 'newCode',
    retryAfterSeconds: 7,
    requestId: 'request-WECHAT_UNAVAILABLE'
  })
  await expect(client.call('login', { code: 'a' })).rejects.toMatchObject({
    code: 'CODE_USED',
    status: 401,
    retryAfterSeconds: 0
  })
  await expect(client.call('login', { code: 'a' })).rejects.toMatchObject({ retryAfterSeconds: 2 })
})

test.each<[string, Script]>([
  ['a web page with status 200', () => ({ status: 200, body: '<html>sign in to the wifi</html>' })],
  ['a list', () => ({ status: 200, body: [] })],
  ['an unknown code', () => ({ status: 500, body: { code: 'OH', message: '', requestId: 'r' } })],
  [
    'the name of an object method',
    () => ({ status: 500, body: { code: 'toString', requestId: '' } })
  ],
  ["the platform's own error body", () => ({ status: 433, body: { errorCode: -1 } })],
  ['nothing', () => ({ status: 502 })],
  [
    'a known code with the wrong status',
    () => ({ status: 403, body: { code: 'UNAUTHENTICATED', message: '', requestId: 'r' } })
  ]
])('%s is NOT_CONTRACT, with its status', async (_, script) => {
  installWx()
  gateway.next('GET /session', script)
  const failure: unknown = await clientOf()
    .call('getSession', undefined, 't')
    .catch((error: unknown) => error)
  const answer = await script(gateway.received[0] as Received)
  expect(failure).toMatchObject({
    code: 'NOT_CONTRACT',
    retry: 'byHand',
    status: answer?.status,
    requestId: 'request-1'
  })
})

test('a cut connection is NETWORK, and the request is not sent again', async () => {
  installWx()
  gateway.next('POST /login', () => undefined)
  await expect(clientOf().call('login', { code: 'a' })).rejects.toMatchObject({
    code: 'NETWORK',
    status: 0,
    retry: 'byHand'
  })
  expect(gateway.received).toHaveLength(1)
})

test.each([
  ['url not in domain list', 'DOMAIN_REFUSED'],
  ['interrupted', 'INTERRUPTED'],
  ['timeout', 'TIMEOUT'],
  ['socket time out :3000', 'TIMEOUT'],
  ['errcode:-118 cronet_error_code:-118 error_msg:net::ERR_CONNECTION_TIMED_OUT', 'TIMEOUT'],
  ['connect ETIMEDOUT 10.0.0.2:443', 'TIMEOUT'],
  ['java.net.SocketTimeoutException', 'TIMEOUT'],
  ['The request timed out.', 'TIMEOUT'],
  ['请求超时。', 'TIMEOUT'],
  ['要求逾時。', 'TIMEOUT'],
  ['ssl hand shake error', 'NETWORK']
])('what WeChat says of a request that fails, %s, is %s', async (requestFails, code) => {
  installWx({ requestFails })
  await expect(clientOf().call('login', { code: 'a' })).rejects.toMatchObject({ code })
})

test('a silent server is given up by our own timer, and the request is aborted', async () => {
  const phone = installWx()
  gateway.next('GET /session', () => new Promise(() => undefined))
  await expect(
    clientOf({ timeoutMs: 40 }).call('getSession', undefined, 't')
  ).rejects.toMatchObject({ code: 'TIMEOUT', retry: 'byHand' })
  expect(phone.aborted).toBe(1)
})

test('twenty-five requests at once all succeed, never more than ten together', async () => {
  const phone = installWx()
  gateway.tokens.add('t1')
  const client = clientOf()
  const calls = Array.from({ length: 25 }, () => client.call('getSession', undefined, 't1'))

  await expect(Promise.all(calls)).resolves.toHaveLength(25)
  expect(phone.mostRequestsAtOnce).toBe(10)
})

test('a request that fails gives its place to the next', async () => {
  installWx()
  gateway.tokens.add('t1')
  gateway.next('GET /session', () => undefined)
  const client = clientOf({ atOnce: 1 })
  const first = client.call('getSession', undefined, 't1')
  const second = client.call('getSession', undefined, 't1')

  await expect(first).rejects.toMatchObject({ code: 'NETWORK' })
  await expect(second).resolves.toMatchObject({ requestId: 'request-2' })
})

test("a path's parameters are written into it, and are no body", async () => {
  installWx()
  gateway.account.others = [otherSession('a/b')]
  await clientOf().call('revokeSession', { id: 'a/b' }, 't1')
  expect(gateway.received[0]).toMatchObject({ route: 'DELETE /session/a%2Fb', body: undefined })
})
