import { routes } from '../../../gateway-config/generated/contract'
import { PUSH_FAULTS, type PushOrder, type PushResult } from '../../../mocks/wechat/push'
import { postJson, startTestStack, type TestStack } from '../../support/stack'
import { type Caller, logIn, newCode } from '../caller'

/** Whether a number can be bound: an owner may have removed it. */
const PHONE = 'bindPhone' in routes ? 1 : 0
const SECOND_APP = 'wx4f4bc4dec97d474b'

let stack: TestStack
let alice: Caller
beforeAll(async () => {
  stack = await startTestStack({
    WECHAT_APPS: `${SECOND_APP}:${'0123456789abcdef'.repeat(2)}`,
    CONTENT_CHECK: 'off'
  })
})
beforeEach(async () => {
  await stack.database.query('DELETE FROM events')
  alice = await logIn(stack, 'alice')
  await alice.call('PUT', '/user/profile', { nickname: '小雨' })
  // an uploaded one would bring events of its own
  const picture = 'https://thirdwx.qlogo.cn/a.png'
  await stack.database.query('UPDATE users SET avatar_url = ?', [picture])
  await alice.call('POST', '/user/phone', { code: newCode('alice', 'phone') })
})
afterAll(() => stack.stop())

const push = (order: PushOrder) => stack.wechat!.pusher.push(order)
const work = async () =>
  JSON.parse((await stack.scf.invoke('events', { Type: 'Timer' })).returned ?? '{}') as unknown
const stored = () =>
  stack.database.query<{ kind: string; state: string }>(
    'SELECT kind, state FROM events ORDER BY id'
  )
const profile = async () => {
  const [row] = await stack.database.query<object>(
    'SELECT nickname, avatar_url IS NOT NULL AS avatar, phone IS NOT NULL AS phone FROM users'
  )
  return row
}

it.each([
  { mode: 'secure', format: 'json' },
  { mode: 'secure', format: 'xml' },
  { mode: 'plain', format: 'json' },
  { mode: 'plain', format: 'xml' }
] as const)('erases the user who closed the account, told in $mode $format', async (how) => {
  const event = 'user_authorization_cancellation'
  expect(await push({ event, ...how })).toEqual({ isTaken: true, statuses: [200] })
  expect((await alice.call('GET', '/user')).status).toBe(200)
  expect(await work()).toMatchObject({ done: 1, failed: 0 })
  expect((await alice.call('GET', '/user')).status).toBe(401)
  expect(await profile()).toBeUndefined()
})

it.each([undefined, '', 'yesterday', {}])(
  'tries again a closing of the account that does not say when it was: %j',
  async (CreateTime) => {
    await push({ event: 'user_authorization_cancellation', more: { CreateTime } })
    expect(await work()).toMatchObject({ done: 0, failed: 1 })
  }
)

it('does the work of a message once that comes ten times', async () => {
  const event = 'user_info_modified'
  const { statuses } = await push({ event, duplicates: 9 })
  expect(statuses).toEqual(Array(10).fill(200))
  expect(await work()).toMatchObject({ done: 1 })
  await push({ event, duplicates: 2, more: { CreateTime: 1 } })
  expect(await stored()).toHaveLength(2)
})

it('does the work of a message once that comes ten times at once', async () => {
  const order: PushOrder = { event: 'user_info_modified', more: { CreateTime: 1 } }
  const taken = await Promise.all(Array.from({ length: 10 }, () => push(order)))
  expect(taken).toEqual(Array(10).fill({ isTaken: true, statuses: [200] }))
  expect(await stored()).toHaveLength(1)
  expect(await work()).toMatchObject({ done: 1 })
})

it('takes each of two hundred messages with one INSERT, while others are worked', async () => {
  await push({ event: 'enter_chat' })
  stack.proxy.sent.splice(0)
  const places = Array.from({ length: 40 }, (_, i) => i)
  let isOver = false
  const working = (async () => {
    for (; !isOver; await new Promise(setImmediate)) await work()
  })()
  const taken = await Promise.all(
    places.map(async (place) => {
      const pushed: PushResult[] = []
      for (let i = 0; i < 5; i++)
        pushed.push(await push({ event: 'enter_chat', more: { trace_id: `${place}.${i}` } }))
      return pushed
    })
  )
  isOver = true
  await working
  expect(taken.flat().filter(({ isTaken }) => isTaken)).toHaveLength(200)
  // a machine that is busy may answer too late; then it is sent again
  const attempts = taken.flat().flatMap(({ statuses }) => statuses)
  const inserts = stack.proxy.sent.filter((text) => text.startsWith('INSERT INTO events'))
  expect(inserts).toHaveLength(attempts.length)
  await work()
  expect(await stored()).toEqual(Array(201).fill({ kind: 'wechat.enter_chat', state: 'done' }))
})

it.each([
  ['the function', 100_000, 413],
  ['the platform', 10_000_000, 406]
])('leaves a body that is too long to %s to refuse', async (_by, bytes, status) => {
  const body = Buffer.alloc(bytes, '<a>')
  const now = Math.floor(Date.now() / 1000)
  const query = `signature=${'0'.repeat(40)}&timestamp=${now}&nonce=1`
  const response = await stack.fetch(`/wechat/push?${query}`, { method: 'POST', body })
  expect(response.status).toBe(status)
})

it.each(PUSH_FAULTS)('answers 401 and stores nothing for a message with %s', async (fault) => {
  for (const mode of ['secure', 'plain'] as const) {
    if (mode === 'plain' && ['otherApp', 'oldKey'].includes(fault)) continue
    const { isTaken, statuses } = await push({ event: 'user_info_modified', mode, fault })
    expect([isTaken, ...statuses]).toEqual([false, 401, 401, 401, 401])
  }
  expect(await stored()).toEqual([])
})

it('clears the profile that WeChat has found to be risky', async () => {
  await push({ event: 'user_info_modified' })
  await work()
  expect(await profile()).toEqual({ nickname: null, avatar: 0, phone: PHONE })
  expect((await alice.call('GET', '/session')).status).toBe(200)
})

it.each([
  ['8', { nickname: '小雨', avatar: 1, phone: 0 }],
  ['6', { nickname: null, avatar: 0, phone: PHONE }],
  ['19,20', { nickname: null, avatar: 0, phone: PHONE }],
  ['2, 13', { nickname: '小雨', avatar: 1, phone: PHONE }],
  ['301', { nickname: null, avatar: 0, phone: 0 }],
  ['', { nickname: null, avatar: 0, phone: 0 }]
])('removes what a revocation of %p names', async (RevokeInfo, left) => {
  await push({ event: 'user_authorization_revoke', more: { RevokeInfo } })
  await work()
  expect(await profile()).toEqual(left)
})

it('leaves the users of other mini-programs and other users alone', async () => {
  const event = 'user_authorization_cancellation'
  await push({ event, appId: SECOND_APP })
  await push({ event, user: 'bob' })
  expect(await work()).toMatchObject({ done: 2 })
  expect((await alice.call('GET', '/user')).status).toBe(200)
})

it('leaves an account alone that was opened after the message', async () => {
  const event = 'user_authorization_cancellation'
  await push({ event, more: { CreateTime: Math.floor(Date.now() / 1000) - 60 } })
  await work()
  expect((await alice.call('GET', '/user')).status).toBe(200)
})

it('answers 5xx without the database, and takes the message when WeChat sends it again', async () => {
  stack.lines.splice(0)
  stack.proxy.refuse(true)
  const pushing = push({ event: 'user_info_modified' })
  while (!stack.lines.some((line) => line.includes('"status":503')))
    await new Promise((resolve) => setTimeout(resolve, 20))
  stack.proxy.refuse(false)
  const { isTaken, statuses } = await pushing
  expect(isTaken).toBe(true)
  expect(statuses[0]).toBe(503)
  expect(await stored()).toEqual([{ kind: 'wechat.user_info_modified', state: 'waiting' }])
})

it('stores what nobody handles, and forgets it', async () => {
  await push({ event: 'enter_chat' })
  expect(await work()).toMatchObject({ done: 1, failed: 0, parked: 0 })
})

it('logs neither the message nor whom it is about', async () => {
  stack.lines.splice(0)
  await push({ event: 'user_info_modified' })
  await work()
  const log = stack.lines.join('\n')
  expect(log).toContain('wechat.user_info_modified')
  expect(log).not.toContain(stack.wechat!.app().accounts.openidOf('alice'))
})

it('pushes what is asked for by HTTP', async () => {
  const ask = (body: object) => fetch(`${stack.wechat!.url}/_push`, postJson(body))
  const answer = await ask({ event: 'user_info_modified' })
  expect(await answer.json()).toEqual({ isTaken: true, statuses: [200] })
  expect((await ask({})).status).toBe(400)
})

it("pushes what the preview's panel asks for", async () => {
  const init = postJson({ event: 'user_info_modified', mode: 'plain', format: 'xml' })
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const answer = await stack.fetch('/preview/wechat', { ...init, headers })
  expect(await answer.json()).toEqual({ isTaken: true, statuses: [200] })
})

it('takes messages of any content type, and of none', async () => {
  const now = Math.floor(Date.now() / 1000)
  const signed = `/wechat/push?signature=${'0'.repeat(40)}&timestamp=${now}&nonce=1&more=2`
  for (const type of ['text/xml', 'application/json', 'text/plain', 'application/octet-stream']) {
    const headers = { 'content-type': type }
    const response = await stack.fetch(signed, { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(401)
  }
  const body = Buffer.from('{}')
  expect((await stack.fetch(signed, { method: 'POST', body })).status).toBe(401)
})
