import { type Result } from '../../../gateway-config/generated/contract'
import { until } from '../../miniprogram/until'
import { startTestStack, type TestStack } from '../../support/stack'
import { type Caller, logIn } from '../caller'
import { sendForm } from '../mock-cos/form'
import { sdkOf } from '../mock-cos/sdk'
import { grantTo, PICTURES, type PictureType, uploadAs } from '../pictures'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

const save = (caller: Caller, profile: object) =>
  caller.call<Result<'saveProfile'> & { code?: string }>('PUT', '/user/profile', profile)
const addressOf = async (caller: Caller) =>
  (await caller.call<Result<'getUser'>>('GET', '/user')).body.user.avatarUrl

async function show(address = ''): Promise<{ type: string | null; bytes: Buffer }> {
  const response = await fetch(address)
  expect(response.status).toBe(200)
  const bytes = Buffer.from(await response.arrayBuffer())
  return { type: response.headers.get('content-type'), bytes }
}

describe('a profile', () => {
  it.each(['小雨🌧', '👩‍👩‍👧‍👦', 'O\'Neil "x" \\', '𠮷野家', 'x'.repeat(64), '🌧'.repeat(64)])(
    'keeps the nickname %s',
    async (nickname) => {
      const alice = await logIn(stack, 'alice')
      const saved = await save(alice, { nickname })
      expect(saved.status).toBe(200)
      expect(saved.body.user).toMatchObject({ nickname })
      const { body } = await alice.call<Result<'getUser'>>('GET', '/user')
      expect(body).toEqual(saved.body)
    }
  )

  it.each(Object.keys(PICTURES) as PictureType[])('keeps a picture of type %s', async (type) => {
    const alice = await logIn(stack, 'alice')
    const avatarKey = await uploadAs(alice, { type })
    const saved = await save(alice, { nickname: 'Alice', avatarKey })
    expect(saved.status).toBe(200)
    const shown = await show(saved.body.user.avatarUrl)
    expect(shown).toEqual({ type, bytes: PICTURES[type] })
    expect(await addressOf(await logIn(stack, 'alice'))).toBe(saved.body.user.avatarUrl)
  })

  it('keeps the picture where no other is named, and removes it for null', async () => {
    const bob = await logIn(stack, 'bob')
    await save(bob, { nickname: 'Bob', avatarKey: await uploadAs(bob) })
    const { body } = await save(bob, { nickname: 'Robert' })
    expect(body.user.nickname).toBe('Robert')
    await show(body.user.avatarUrl)
    const removed = await save(bob, { nickname: 'Robert', avatarKey: null })
    expect(removed.body.user).not.toHaveProperty('avatarUrl')
  })

  it.each([
    ['no nickname', { avatarKey: null }],
    ['an empty nickname', { nickname: '' }],
    ['a long nickname', { nickname: 'x'.repeat(65) }],
    ['a nickname of two lines', { nickname: 'a\nb' }],
    ['a number', { nickname: 7 }],
    ['an address', { nickname: 'a', avatarUrl: 'https://example.com/1.png' }],
    ['a path out of the folder', { nickname: 'a', avatarKey: 'upload/avatar/../../x.jpg' }],
    ['a key that lasts', { nickname: 'a', avatarKey: `avatar/${'0'.repeat(32)}.jpg` }],
    ['another key', { nickname: 'a', openid: 'oVictim' }]
  ])('refuses a profile with %s', async (_what, profile) => {
    const carol = await logIn(stack, 'carol')
    expect((await save(carol, profile)).status).toBe(400)
  })
})

describe('an upload', () => {
  it('is moved to a key that no form can write', async () => {
    const dave = await logIn(stack, 'dave')
    const grant = await grantTo(dave)
    await sendForm(grant.url, grant.form, PICTURES['image/jpeg'])
    const { body } = await save(dave, { nickname: 'Dave', avatarKey: grant.key })
    expect(stack.cos.list(grant.key)).toEqual([])
    // the form is still good, and its file is nobody's avatar
    await sendForm(grant.url, grant.form, Buffer.from('ffd8ff99', 'hex'))
    expect((await show(body.user.avatarUrl)).bytes).toEqual(PICTURES['image/jpeg'])
    expect((await save(dave, { nickname: 'Dave', avatarKey: grant.key })).status).toBe(200)
    expect((await show(await addressOf(dave))).bytes).toEqual(PICTURES['image/jpeg'])
  })

  it('is confirmed twice with the same result, also at once', async () => {
    const erin = await logIn(stack, 'erin')
    const profile = { nickname: 'Erin', avatarKey: await uploadAs(erin) }
    const answers = await Promise.all([save(erin, profile), save(erin, profile)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    await show(await addressOf(erin))
  })

  it('takes the place of the one before, which is removed', async () => {
    const frank = await logIn(stack, 'frank')
    const first = await uploadAs(frank)
    await save(frank, { nickname: 'Frank', avatarKey: first })
    await save(frank, { nickname: 'Frank', avatarKey: await uploadAs(frank) })
    await stack.scf.invoke('events', {})
    expect(stack.cos.list(first.replace('upload/', ''))).toEqual([])
    expect(await save(frank, { nickname: 'Frank', avatarKey: first })).toMatchObject({
      status: 404,
      body: { code: 'FILE_UNKNOWN' }
    })
    await show(await addressOf(frank))
  })

  it.each<[string, PictureType, string, string]>([
    ['HTML', 'image/jpeg', '<html><script>alert(1)</script>', 'FILE_TYPE_REFUSED'],
    ['SVG', 'image/png', '<svg onload="alert(1)"/>', 'FILE_TYPE_REFUSED'],
    ['a picture of another type', 'image/png', '\xff\xd8\xff', 'FILE_TYPE_REFUSED']
  ])('is refused when it is %s', async (_what, type, file, code) => {
    const grace = await logIn(stack, 'grace')
    const avatarKey = await uploadAs(grace, { type, file: Buffer.from(file, 'latin1') })
    const answer = await save(grace, { nickname: 'Grace', avatarKey })
    expect(answer).toMatchObject({ status: 422, body: { code } })
    expect(await addressOf(grace)).toBeUndefined()
    expect(stack.cos.list(avatarKey.replace('upload/', ''))).toEqual([])
  })

  // a form cannot do this; whoever has the account's keys can
  it.each([
    ['empty', Buffer.alloc(0), 'FILE_EMPTY'],
    ['larger than permitted', Buffer.alloc(2 * 1024 * 1024 + 1, 1), 'FILE_TOO_LARGE']
  ])('is refused when it was replaced by one that is %s', async (_what, Body, code) => {
    const kim = await logIn(stack, 'kim')
    const avatarKey = await uploadAs(kim)
    const object = { Bucket: stack.cos.bucket, Region: 'ap-guangzhou', Key: avatarKey, Body }
    await sdkOf(stack.cos).putObject({ ...object, ContentType: 'image/jpeg' })
    const answer = await save(kim, { nickname: 'Kim', avatarKey })
    expect(answer).toMatchObject({ status: 422, body: { code } })
    expect(stack.cos.list(avatarKey.replace('upload/', ''))).toEqual([])
  })

  it("is refused when it is somebody else's, missing or unknown", async () => {
    const [heidi, ivan] = [await logIn(stack, 'heidi'), await logIn(stack, 'ivan')]
    const refusal = async (avatarKey: string) => {
      const { status, body } = await save(ivan, { nickname: 'Ivan', avatarKey })
      return [status, body.code]
    }
    expect(await refusal(await uploadAs(heidi))).toEqual([403, 'FILE_NOT_YOURS'])
    expect(await refusal((await grantTo(ivan)).key)).toEqual([409, 'FILE_MISSING'])
    const unknown = `upload/avatar/${'0'.repeat(32)}.jpg`
    expect(await refusal(unknown)).toEqual([404, 'FILE_UNKNOWN'])
  })

  it('waits for storage that is away', async () => {
    const judy = await logIn(stack, 'judy')
    const profile = { nickname: 'Judy', avatarKey: await uploadAs(judy) }
    await until(
      () => stack.lines.some((line) => line.includes('FILES_RECEIVED')),
      () => 'the event'
    )
    stack.cos.fail('slowDown', 100)
    const answer = await save(judy, profile)
    stack.cos.fail('slowDown', 0)
    expect(answer).toMatchObject({ status: 503, body: { code: 'STORAGE_UNAVAILABLE' } })
    expect(answer.headers.get('retry-after')).toBe('2')
    expect((await save(judy, profile)).status).toBe(200)
  })
})

it('shows the same address for a while, so that the picture is cached', async () => {
  const mallory = await logIn(stack, 'mallory')
  await save(mallory, { nickname: 'Mallory', avatarKey: await uploadAs(mallory) })
  expect(await addressOf(mallory)).toBe(await addressOf(mallory))
})
