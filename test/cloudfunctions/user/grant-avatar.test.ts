import { postJson, startTestStack, type TestStack } from '../../support/stack'
import { logIn } from '../caller'
import { sendForm } from '../mock-cos/form'
import { grantTo, PICTURES } from '../pictures'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

const KEY = /^upload\/avatar\/[0-9a-f]{32}\.jpg$/

it('permits the upload of one picture under a key that nobody can guess', async () => {
  const alice = await logIn(stack, 'alice')
  const [first, second] = [await grantTo(alice), await grantTo(alice)]
  expect(first.key).toMatch(KEY)
  expect(second.key).not.toBe(first.key)
  expect(first.form).toMatchObject({ key: first.key, 'Content-Type': 'image/jpeg' })
  const leftMs = Date.parse(first.expiresAt) - Date.now()
  expect(leftMs).toBeGreaterThan(200_000)
  expect(leftMs).toBeLessThanOrEqual(300_000)
  const answer = await sendForm(first.url, first.form, PICTURES['image/jpeg'], '../../图 "x".html')
  expect(answer.status).toBe(204)
  expect(stack.cos.list(first.key)).toMatchObject([
    { headers: { 'content-type': 'image/jpeg' }, acl: 'default' }
  ])
})

it.each([
  ['another key', { key: 'upload/avatar/00000000000000000000000000000000.jpg' }],
  ['another content type', { 'Content-Type': 'text/html' }],
  ['access for everybody', { acl: 'public-read' }],
  ['another lifetime in caches', { 'Cache-Control': 'public' }],
  ['another token', { 'x-cos-security-token': 'made up' }]
])('gives a form that is refused with %s', async (_what, changed) => {
  const { url, form, key } = await grantTo(await logIn(stack, 'bob'))
  const answer = await sendForm(url, { ...form, ...changed }, PICTURES['image/jpeg'])
  expect(answer.status).toBe(403)
  expect(stack.cos.list(key)).toEqual([])
})

it('gives a form that takes at most 2 MB', async () => {
  const { url, form, key } = await grantTo(await logIn(stack, 'carol'))
  const large = Buffer.alloc(2 * 1024 * 1024 + 1, 1)
  expect((await sendForm(url, form, large)).code).toBe('EntityTooLarge')
  expect((await sendForm(url, form, '')).code).toBe('EntityTooSmall')
  expect(stack.cos.list(key)).toEqual([])
})

it.each([
  ['HTML', { contentType: 'text/html' }],
  ['SVG', { contentType: 'image/svg+xml' }],
  ['no type', {}],
  ['a key', { contentType: 'image/png', key: 'avatar/mine.png' }]
])('refuses a request with %s', async (_what, body) => {
  const dave = await logIn(stack, 'dave')
  expect((await dave.call('POST', '/user/avatar', body)).status).toBe(400)
})

it('requires a token', async () => {
  expect((await stack.fetch('/user/avatar', postJson({ contentType: 'image/png' }))).status).toBe(
    401
  )
})

it('refuses the twenty-first grant of a user who uploads nothing', async () => {
  const erin = await logIn(stack, 'erin')
  for (let i = 0; i < 20; i++) await grantTo(erin)
  const answer = await erin.call('POST', '/user/avatar', { contentType: 'image/png' })
  expect(answer).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
})

it('logs neither keys nor tokens nor signatures', async () => {
  const { form } = await grantTo(await logIn(stack, 'frank'))
  const log = stack.lines.join('\n')
  for (const name of ['q-ak', 'q-signature', 'x-cos-security-token', 'policy'])
    expect(log).not.toContain(form[name])
})
