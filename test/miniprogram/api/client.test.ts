import { createClient } from '../../../miniprogram/api/client'
import { otherSession, USER_ID } from '../account'
import { failing, type Gateway, type Received, type Script, startGateway } from '../gateway'
import { installWx } from '../wx'

let gateway: Gateway
beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(() => gateway.close())

const clientOf = (limits?: { timeoutMs?: number; atOnce?: number }) =>
  createClient({ gatewayUrl: () => gateway.url, ...limits })

it('sends an operation as the contract has it, and returns what answered', async () => {
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
  expect(reply.result.session.userId).toBe(USER_ID)
  expect(reply).toMatchObject({ requestId: 'request-1', source: 'function:test' })
})

it('sends the token as a bearer, and reads 204 as a result without a body', async () => {
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

it.each([
  ['lower case', (name: string) => name.toLowerCase()],
  ['upper case', (name: string) => name.toUpperCase()]
])('reads header names in %s', async (_, spell) => {
  installWx({ spell })
  gateway.tokens.add('t1')
  const reply = await clientOf().call('getSession', undefined, 't1')
  expect(reply).toMatchObject({ requestId: 'request-1', source: 'function:test' })
})

it("keeps a contract failure's code, status, request id, and how to retry", async () => {
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

it.each<[string, string, Script]>([
  [
    'a web page with status 200',
    'NOT_CONTRACT',
    () => ({ status: 200, body: '<html>wifi</html>' })
  ],
  [
    'a web page with status 403',
    'NOT_CONTRACT',
    () => ({ status: 403, body: '<html>wifi</html>' })
  ],
  ['a list', 'NOT_CONTRACT', () => ({ status: 200, body: [] })],
  ['nothing', 'NOT_CONTRACT', () => ({ status: 502 })],
  ['an unknown code', 'REFUSED', () => ({ status: 500, body: { code: 'OH', requestId: 'r' } })],
  ['the name of a method', 'REFUSED', () => ({ status: 500, body: { code: 'toString' } })],
  ['a code of the phone', 'REFUSED', () => ({ status: 500, body: { code: 'LOGGED_OUT' } })],
  [
    'a known code with the wrong status',
    'REFUSED',
    () => ({ status: 403, body: { code: 'UNAUTHENTICATED', message: '', requestId: 'r' } })
  ]
])('reports %s as %s, with its status', async (_, code, script) => {
  installWx()
  gateway.next('GET /session', script)
  const failure: unknown = await clientOf()
    .call('getSession', undefined, 't')
    .catch((error: unknown) => error)
  const answer = await script(gateway.received[0] as Received)
  expect(failure).toMatchObject({
    ...{ code, retry: 'byHand', status: answer?.status, requestId: 'request-1' },
    message: expect.stringContaining(`getSession: status ${answer?.status}`) as string
  })
})

it("keeps the words of a failure that the contract does not know, such as the platform's own", async () => {
  installWx()
  const body = { errorCode: -1, errorMessage: 'Invoking task timed out after 3 seconds' }
  gateway.next('GET /session', () => ({ status: 433, body }))
  await expect(clientOf().call('getSession', undefined, 't')).rejects.toMatchObject({
    ...{ code: 'REFUSED', status: 433, body },
    message: 'getSession: status 433: Invoking task timed out after 3 seconds'
  })
})

it('reports a cut connection as NETWORK, and does not send the request again', async () => {
  installWx()
  gateway.next('POST /login', () => undefined)
  await expect(clientOf().call('login', { code: 'a' })).rejects.toMatchObject({
    code: 'NETWORK',
    status: 0,
    retry: 'byHand'
  })
  expect(gateway.received).toHaveLength(1)
})

it.each([
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
])('reports a request that fails with "%s" as %s', async (requestFails, code) => {
  installWx({ requestFails })
  await expect(clientOf().call('login', { code: 'a' })).rejects.toMatchObject({ code })
})

it('gives up on a silent server by its own timer, and aborts the request', async () => {
  const phone = installWx()
  gateway.next('GET /session', () => new Promise(() => undefined))
  await expect(
    clientOf({ timeoutMs: 40 }).call('getSession', undefined, 't')
  ).rejects.toMatchObject({ code: 'TIMEOUT', retry: 'byHand' })
  expect(phone.aborted).toBe(1)
})

it('completes twenty-five requests at once, never more than ten together', async () => {
  const phone = installWx()
  gateway.tokens.add('t1')
  const client = clientOf()
  const calls = Array.from({ length: 25 }, () => client.call('getSession', undefined, 't1'))

  await expect(Promise.all(calls)).resolves.toHaveLength(25)
  expect(phone.mostRequestsAtOnce).toBe(10)
})

it('hands the place of a failed request to the next one', async () => {
  installWx()
  gateway.tokens.add('t1')
  gateway.next('GET /session', () => undefined)
  const client = clientOf({ atOnce: 1 })
  const first = client.call('getSession', undefined, 't1')
  const second = client.call('getSession', undefined, 't1')

  await expect(first).rejects.toMatchObject({ code: 'NETWORK' })
  await expect(second).resolves.toMatchObject({ requestId: 'request-2' })
})

it('writes path parameters into the path, and not into the body', async () => {
  installWx()
  gateway.account.others = [otherSession('a/b')]
  await clientOf().call('revokeSession', { id: 'a/b' }, 't1')
  expect(gateway.received[0]).toMatchObject({ route: 'DELETE /session/a%2Fb', body: undefined })
})
