import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import Sign from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign'
import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { Failure } from '../../../cloudfunctions/shared/core/failure'
import { database } from '../../../cloudfunctions/shared/database/database'
import { signCall } from '../../../cloudfunctions/shared/events/cloud-signature'
import { events } from '../../../cloudfunctions/shared/events/events'
import { eventKind } from '../../../cloudfunctions/shared/events/kind'
import { prepareParts } from '../../../cloudfunctions/shared/parts/part'
import { noteRoleKey } from '../../../cloudfunctions/shared/settings/role-key'
import { LOCAL_RUN, RUN_ENVIRONMENT } from '../../../tools/contract/door/run-environment'
import { createDatabase, type TestDatabase } from '../../support/database'

const ROLE = { secretId: 'AKIDrole', secretKey: 'role-secret', token: 'role-token' }
const ping = eventKind<{ n: number }>('ping')

interface Asked {
  headers: IncomingHttpHeaders
  body: unknown
}

let server: TestDatabase
let cloud: Server
let asked: Asked[]
let answer: object | undefined
const ends: (() => Promise<void>)[] = []

beforeAll(() => noteRoleKey(ROLE))
beforeEach(async () => {
  server = await createDatabase()
  asked = []
  answer = { Result: {} }
  cloud = createServer((incoming, outgoing) => {
    let text = ''
    incoming.on('data', (chunk: Buffer) => (text += String(chunk)))
    incoming.on('end', () => {
      asked.push({ headers: incoming.headers, body: JSON.parse(text) })
      if (answer) outgoing.end(JSON.stringify({ Response: answer }))
    })
  }).listen(0, '127.0.0.1')
  await once(cloud, 'listening')
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  cloud.closeAllConnections()
  cloud.close()
  await server.drop()
})

async function start(own: Record<string, string> = {}) {
  const url = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`
  const env = {
    DATABASE_URL: server.url,
    [RUN_ENVIRONMENT]: LOCAL_RUN,
    FUNCTIONS_API_URL: url,
    SCF_FUNCTIONNAME: 'shop-test-wechat',
    ...own
  }
  const before = { ...process.env }
  Object.assign(process.env, env)
  try {
    const { parts } = await prepareParts({ database, events })()
    ends.push(() => parts.database.end())
    return parts
  } finally {
    process.env = before
  }
}
const deadline = () => startDeadline(5000)
const arrives = async (count: number) => {
  while (asked.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
}

it("signs as Tencent Cloud's SDK does", () => {
  const body = JSON.stringify({ FunctionName: '事件' })
  const now = new Date('2030-01-01T00:00:01.500Z')
  const host = 'scf.tencentcloudapi.com'
  const call = { host, action: 'Invoke', version: '2018-04-16', region: 'ap-guangzhou', body }
  expect(signCall(call, ROLE, now).authorization).toBe(
    Sign.sign3({
      method: 'POST',
      url: `https://${host}/`,
      payload: JSON.parse(body) as unknown,
      timestamp: now.getTime() / 1000 - 0.5,
      service: 'scf',
      ...ROLE,
      multipart: false,
      boundary: '',
      headers: { 'Content-Type': 'application/json' }
    })
  )
})

it('calls the processor asynchronously after the INSERT, at most once per second', async () => {
  const { events } = await start()
  const startedAt = performance.now()
  for (let n = 0; n < 20; n++) await events.add(deadline(), ping, { n })
  await arrives(1)
  const seconds = Math.floor((performance.now() - startedAt) / 1000)
  expect(asked.length).toBeLessThanOrEqual(1 + seconds)
  expect(asked[0]?.body).toEqual({
    FunctionName: 'shop-test-events',
    InvocationType: 'Event',
    Qualifier: '$DEFAULT',
    ClientContext: '{}'
  })
  expect(asked[0]?.headers).toMatchObject({ 'x-tc-action': 'Invoke', 'x-tc-token': 'role-token' })
})

it('calls after the commit of a transaction, and not for one that is rolled back', async () => {
  const { database, events } = await start()
  const undone = database.transaction(async (transaction) => {
    await events.add(transaction, ping, { n: 1 })
    throw new Failure('NOT_FOUND')
  }, deadline())
  await expect(undone).rejects.toThrow()
  await database.transaction(async (transaction) => {
    await events.add(transaction, ping, { n: 2 })
    expect(asked).toEqual([])
  }, deadline())
  await arrives(1)
  expect(asked).toHaveLength(1)
})

it.each([
  ['what is due later', {}, { dueAt: new Date(Date.now() + 60_000) }],
  ['what the processor itself adds', { SCF_FUNCTIONNAME: 'shop-test-events' }, {}],
  ['a function that may call nobody', { FUNCTIONS_API_URL: '' }, {}]
])('does not call for %s', async (_what, own, options) => {
  const { events } = await start(own)
  await events.add(deadline(), ping, { n: 1 }, options)
  const others = await start()
  await others.events.add(deadline(), ping, { n: 2 })
  await arrives(1)
  expect(asked).toHaveLength(1)
})

it('neither waits for the cloud nor fails with it, and logs why it refuses', async () => {
  const logged = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  const { events } = await start()
  answer = undefined
  await events.add(deadline(), ping, { n: 1 })
  await arrives(1)
  answer = { Error: { Code: 'UnauthorizedOperation', Message: 'shop-test-events' } }
  const others = await start()
  await others.events.add(deadline(), ping, { n: 2 })
  const lines = () => logged.mock.calls.map(([line]) => String(line)).join('')
  while (!lines().includes('"reason":"UnauthorizedOperation"'))
    await new Promise((resolve) => setTimeout(resolve, 5))
  logged.mockRestore()
  expect(await server.query('SELECT id FROM events')).toHaveLength(2)
})
