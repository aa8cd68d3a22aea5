import { contentChecks } from '../../../cloudfunctions/shared/content/content-checks'
import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { database as databasePart } from '../../../cloudfunctions/shared/database/database'
import { type Work } from '../../../cloudfunctions/shared/events/handler'
import { type group, prepareParts } from '../../../cloudfunctions/shared/parts/part'
import { handlers } from '../../../cloudfunctions/user/events'
import { type Schemas } from '../../../gateway-config/generated/contract'
import { LOCAL_RUN, RUN_ENVIRONMENT } from '../../../tools/contract/door/run-environment'
import { startTestStack, type TestStack } from '../../support/stack'
import { type Caller, logIn } from '../caller'
import { PICTURES, uploadAs } from '../pictures'

const TEXT_CHECK = '/wxa/msg_sec_check'

let stack: TestStack
let alice: Caller
beforeAll(async () => {
  stack = await startTestStack()
})
beforeEach(async () => {
  await stack.database.query('DELETE FROM users')
  await stack.database.query('DELETE FROM events')
  alice = await logIn(stack, 'alice')
})
afterAll(async () => {
  await stack.stop()
})

interface Answer {
  user: Schemas['User']
  code: string
}
const save = (nickname: string) => alice.call<Answer>('PUT', '/user/profile', { nickname })
const user = async () => (await alice.call<Answer>('GET', '/user')).body.user
const work = async () => {
  await stack.database.query("UPDATE events SET due_at = '2020-01-01' WHERE state = 'waiting'")
  await stack.scf.invoke('events', { Type: 'Timer' })
}
const refuseCheck = (errcode?: number) => stack.wechat!.refuse(TEXT_CHECK, errcode)

it('saves a nickname that passes, without a word', async () => {
  const { status, body } = await save('小雨')
  expect([status, body.user.nickname, body.user.checks]).toEqual([200, '小雨', undefined])
})

it('refuses a risky nickname and keeps the old one', async () => {
  await save('小雨')
  const { status, body } = await save('违规广告')
  expect([status, body.code]).toEqual([422, 'CONTENT_RISKY'])
  expect(await user()).toMatchObject({ nickname: '小雨' })
})

it('hides a nickname that a person should look at', async () => {
  expect((await save('请复核')).body.user.checks).toEqual({ nickname: 'review' })
})

it('judges the nickname that stays when a new one cannot be saved', async () => {
  const avatarKey = `upload/avatar/${'0'.repeat(32)}.png`
  const fail = async () => {
    const { body } = await alice.call<Answer>('PUT', '/user/profile', {
      nickname: '大雨',
      avatarKey
    })
    expect(body.code).toBe('FILE_UNKNOWN')
  }
  await save('小雨')
  refuseCheck(-1)
  await fail()
  refuseCheck()
  expect(await user()).toMatchObject({ nickname: '小雨' })
  expect((await user()).checks).toBeUndefined()
  await save('请复核')
  await fail()
  expect((await user()).checks).toEqual({ nickname: 'review' })
})

it('asks WeChat once about a nickname that is saved again', async () => {
  await save('小雨')
  const asked = () => stack.wechat!.asked.filter((path) => path === TEXT_CHECK).length
  const before = asked()
  await save('小雨')
  expect(asked()).toBe(before)
  await save('大雨')
  expect(asked()).toBe(before + 1)
})

it.each([
  ['WeChat is busy', -1],
  ['the user has not visited', 61010],
  ['the day is used up', 45009]
])('hides a nickname while %s, and asks again', async (_why, errcode) => {
  refuseCheck(errcode)
  const { status, body } = await save('小雨')
  expect([status, body.user.nickname, body.user.checks]).toEqual([
    200,
    '小雨',
    { nickname: 'checking' }
  ])
  await work()
  expect((await user()).checks).toEqual({ nickname: 'checking' })
  refuseCheck()
  await work()
  expect((await user()).checks).toBeUndefined()
})

it('removes a nickname that turns out to be risky', async () => {
  refuseCheck(-1)
  await save('risky')
  refuseCheck()
  await work()
  const { nickname, checks } = await user()
  expect([nickname, checks]).toEqual([undefined, { nickname: 'risky' }])
})

it('forgets about a nickname that was replaced meanwhile, and about a user who was erased', async () => {
  refuseCheck(-1)
  await save('risky')
  refuseCheck()
  await save('小雨')
  await work()
  expect(await user()).toMatchObject({ nickname: '小雨' })
  refuseCheck(-1)
  await save('risky')
  refuseCheck()
  await alice.call('DELETE', '/user')
  await work()
  expect(await stack.database.query("SELECT id FROM events WHERE state <> 'done'")).toEqual([])
})

/** Uploads a picture with this text in it; `gone` is removed before WeChat looks. Returns its key. */
async function showPicture(name: string): Promise<string> {
  const file = Buffer.concat([PICTURES['image/png'], Buffer.from(name)])
  const avatarKey = await uploadAs(alice, { type: 'image/png', file })
  const answer = await alice.call('PUT', '/user/profile', { nickname: '小雨', avatarKey })
  expect(answer.status).toBe(200)
  const key = avatarKey.replace('upload/', '')
  if (name === 'gone') stack.cos.remove(key)
  return key
}

async function waitForVerdict(): Promise<void> {
  const sql = "SELECT id FROM events WHERE kind = 'wechat.wxa_media_check'"
  while (!(await stack.database.query(sql)).length)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

it.each([
  ['fine.png', true, 'passed'],
  ['review.png', true, 'review'],
  ['risky.png', false, 'risky'],
  ['gone', true, 'checking']
])(
  'does with the picture %s what WeChat says after downloading it',
  async (name, stays, verdict) => {
    const key = await showPicture(name)
    await stack.scf.invoke('events', { Type: 'Timer' })
    await waitForVerdict()
    await stack.scf.invoke('events', { Type: 'Timer' })
    const [row] = await stack.database.query<{ avatar_key: string | null; verdict: string }>(
      "SELECT avatar_key, verdict FROM users JOIN content_checks ON user_id = id WHERE part = 'avatar'"
    )
    expect([row?.avatar_key !== null, row?.verdict]).toEqual([stays, verdict])
    if (!stays) await stack.scf.invoke('events', { Type: 'Timer' })
    expect(stack.cos.list(key)).toHaveLength(stays && name !== 'gone' ? 1 : 0)
  }
)

/** A picture's address is signed by it. */
const ROLE = {
  TENCENTCLOUD_SECRETID: 'id',
  TENCENTCLOUD_SECRETKEY: 'key',
  TENCENTCLOUD_SESSIONTOKEN: 'token'
}

/** Handles one event as the function does, with an answer of WeChat that takes its time. */
async function handle(kind: string, payload: object, wechat: object = {}): Promise<void> {
  const { work } = handlers.find((each) => each.kind === kind)!
  const given = { ...process.env }
  Object.assign(process.env, stack.environment, ROLE, { [RUN_ENVIRONMENT]: LOCAL_RUN })
  try {
    const needs = { database: databasePart, own: work.needs.own as ReturnType<typeof group> }
    const { database, own } = (await prepareParts(needs)()).parts
    const made = work.make({ own: { ...own, contentSecurity: wechat } }, undefined)
    const event = { payload, key: 'test', tries: 9 }
    await (made as Extract<Work, { alone: unknown }>).alone(event, startDeadline(5000))
    await database.end()
  } finally {
    process.env = given
  }
}

it('removes a risky nickname, and not the one that replaces it while WeChat is judging', async () => {
  refuseCheck(-1)
  await save('risky')
  refuseCheck()
  const { userId } = alice.session
  await handle(
    'content-unjudged',
    { userId, part: 'nickname' },
    {
      judgeNickname: async () => {
        await save('小雨')
        return 'risky'
      }
    }
  )
  expect(await user()).toMatchObject({ nickname: '小雨' })
})

it('lets a verdict count for the picture that WeChat was sent, whatever has replaced it', async () => {
  await showPicture('fine.png')
  await stack.database.query('DELETE FROM events')
  const { userId } = alice.session
  await handle(
    'content-unjudged',
    { userId, part: 'avatar' },
    {
      submitPicture: async () => {
        await showPicture('risky.png')
        return 'trace-of-fine'
      }
    }
  )
  const message = { trace_id: 'trace-of-fine', errcode: 0, result: { suggest: 'pass' } }
  await handle('wechat.wxa_media_check', { message })
  expect((await user()).checks).toEqual({ avatar: 'checking' })
})

it('shows others only what has passed', async () => {
  const database = databasePart.make({}, { url: stack.database.url, connections: 1 })
  const part = contentChecks.make(
    {
      database,
      events: undefined,
      clearPersonalData: undefined,
      contentSecurity: undefined
    } as never,
    { isOn: true }
  )
  const shown = async () =>
    part.shown({ ...(await user()), id: alice.session.userId } as never, startDeadline(5000))
  await save('小雨')
  expect(await shown()).toEqual({ nickname: '小雨' })
  refuseCheck(-1)
  await save('大雨')
  refuseCheck()
  expect(await shown()).toEqual({})
  await database.end()
})

it('judges nothing where it is switched off', async () => {
  const off = await startTestStack({ CONTENT_CHECK: 'off' })
  const bob = await logIn(off, 'bob')
  const saved = await bob.call<Answer>('PUT', '/user/profile', { nickname: '违规' })
  expect([saved.status, saved.body.user.checks]).toEqual([200, undefined])
  expect(off.wechat!.asked).not.toContain(TEXT_CHECK)
  await off.stop()
})
