import { connect } from 'node:net'
import { type CosStandIn, startCos } from '../../../mocks/cos'
import { until } from '../../miniprogram/until'
import { read, sendForm, signForm } from './form'

const NOW = new Date('2030-01-01T08:00:00.000Z')
let now = NOW
let cos: CosStandIn
let keys: ReturnType<CosStandIn['keys']['issue']>

beforeAll(async () => {
  cos = await startCos({ bucket: 'files-1250000000', clock: () => now })
})
beforeEach(() => {
  now = NOW
  keys = cos.keys.issue(3600)
  for (const { key } of cos.list()) cos.remove(key)
})
afterAll(() => cos.stop())

const conditions = (...more: unknown[]) => [
  ...more,
  { 'q-sign-algorithm': 'sha1' },
  { 'q-ak': keys.secretId },
  { 'q-sign-time': '1893484800;1893485100' }
]
const form = (given: Partial<Parameters<typeof signForm>[1]> = {}) =>
  signForm(keys, { key: 'avatar/a.jpg', now: NOW, ...given })

it('takes a form that its policy allows, and answers 204 with the MD5 as ETag', async () => {
  const answer = await sendForm(
    cos.url,
    form({ fields: { 'Content-Type': 'image/jpeg' } }),
    'hello'
  )
  expect(answer).toMatchObject({ status: 204, text: '' })
  expect(answer.headers.get('etag')).toBe('"5d41402abc4b2a76b9719d911017c592"')
  expect(answer.headers.get('location')).toBe(`${cos.url}/avatar/a.jpg`)
  expect(cos.read('avatar/a.jpg').toString()).toBe('hello')
  expect(cos.list()[0]?.headers).toEqual({ 'content-type': 'image/jpeg' })
})

it('answers 200 or describes the object with 201 where the form asks for it', async () => {
  const asked = (status: string) => form({ fields: { success_action_status: status } })
  expect(await sendForm(cos.url, asked('200'), 'hello')).toMatchObject({ status: 200, text: '' })
  const answer = await sendForm(cos.url, asked('201'), 'hello')
  expect(answer).toMatchObject({ status: 201 })
  expect(answer.text).toContain('<Key>avatar/a.jpg</Key>')
})

it('puts the name of the file into a key that asks for it', async () => {
  const given = form({
    key: 'note/${filename}',
    conditions: conditions(['starts-with', '$key', 'note/'])
  })
  expect((await sendForm(cos.url, given, 'x', '图.jpg')).status).toBe(204)
  expect(cos.list().map(({ key }) => key)).toEqual(['note/图.jpg'])
})

const REFUSALS: [
  what: string,
  fields: () => Record<string, string>,
  expected: string,
  file?: string
][] = [
  ['another key', () => ({ ...form(), key: 'avatar/b.jpg' }), 'AccessDenied'],
  [
    'another content type',
    () => ({
      ...form({ conditions: conditions({ 'Content-Type': 'image/png' }) }),
      'Content-Type': 'text/html'
    }),
    'AccessDenied'
  ],
  [
    'no content type where the policy wants one',
    () => form({ conditions: conditions({ 'Content-Type': 'image/png' }) }),
    'AccessDenied'
  ],
  [
    'a key outside of its prefix',
    () => form({ key: 'other/a', conditions: conditions(['starts-with', '$key', 'avatar/']) }),
    'AccessDenied'
  ],
  [
    'another bucket',
    () => form({ conditions: conditions({ bucket: 'other-1250000000' }) }),
    'AccessDenied'
  ],
  [
    'a condition that it does not know',
    () => form({ conditions: conditions(['ends-with', '$key', 'jpg']) }),
    'InvalidPolicyDocument'
  ],
  [
    'a policy without q-ak',
    () => form({ conditions: conditions().filter((each) => !('q-ak' in (each as object))) }),
    'InvalidPolicyDocument'
  ],
  [
    'a policy that has expired',
    () => form({ expiresAt: new Date(NOW.getTime() - 1) }),
    'AccessDenied'
  ],
  ['a form without a policy', () => ({ key: 'a' }), 'AccessDenied'],
  [
    'a policy that was changed',
    () => ({ ...form(), policy: form({ key: 'b' }).policy ?? '' }),
    'SignatureDoesNotMatch'
  ],
  ['a key that is unknown', () => ({ ...form(), 'q-ak': 'AKIDunknown' }), 'InvalidAccessKeyId'],
  [
    'a token of other keys',
    () => ({ ...form(), 'x-cos-security-token': cos.keys.issue(60).token ?? '' }),
    'InvalidAccessKeyId'
  ],
  [
    'temporary keys without their token',
    () => ({ ...form(), 'x-cos-security-token': '' }),
    'InvalidAccessKeyId'
  ],
  ['an empty file', () => form(), 'EntityTooSmall', ''],
  ['a file that is too large', () => form(), 'EntityTooLarge', 'x'.repeat(1001)],
  ['a key with a slash in front', () => form({ key: '/a' }), 'InvalidURI'],
  ['an empty key', () => form({ key: '' }), 'InvalidURI'],
  [
    'a wrong Content-MD5',
    () => form({ fields: { 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }),
    'BadDigest'
  ],
  ['an ACL that it does not know', () => form({ fields: { acl: 'everyone' } }), 'InvalidArgument'],
  [
    'too much metadata',
    () => form({ fields: { 'x-cos-meta-a': 'x'.repeat(2048) } }),
    'InvalidArgument'
  ]
]
it.each(REFUSALS)(
  'refuses %s and keeps nothing',
  async (_what, fields, expected, file = 'hello') => {
    const answer = await sendForm(cos.url, fields(), file)
    expect(answer.code).toBe(expected)
    expect(answer.text).toMatch(/<RequestId>\w+=*<\/RequestId>/)
    expect(cos.list()).toEqual([])
  }
)

it('refuses a signature whose time is over, and keys that have expired', async () => {
  const given = form({ expiresAt: new Date(NOW.getTime() + 86_400_000) })
  now = new Date(NOW.getTime() + 301_000)
  expect(await sendForm(cos.url, given, 'x')).toMatchObject({ status: 403, code: 'AccessDenied' })
  now = new Date(NOW.getTime() + 3_601_000)
  expect(await sendForm(cos.url, given, 'x')).toMatchObject({ status: 403, code: 'ExpiredToken' })
})

it('refuses fields that come after the file', async () => {
  const { key = '', ...others } = form()
  const late = new FormData()
  for (const [name, value] of Object.entries(others)) late.append(name, value)
  late.append('file', new Blob(['hello']))
  late.append('key', key)
  const answer = await read(await fetch(cos.url, { method: 'POST', body: late }))
  expect(answer.code).toBe('AccessDenied')
  const after = new FormData()
  for (const [name, value] of Object.entries(form())) after.append(name, value)
  after.append('file', new Blob(['hello']))
  after.append('acl', 'public-read')
  const refused = await read(await fetch(cos.url, { method: 'POST', body: after }))
  expect(refused.code).toBe('MalformedPOSTRequest')
  expect(cos.list()).toEqual([])
})

it('refuses a body that is not a form, and a form without a file', async () => {
  const answer = await read(await fetch(cos.url, { method: 'POST', body: 'hello' }))
  expect(answer.code).toBe('MalformedPOSTRequest')
  const bare = new FormData()
  for (const [name, value] of Object.entries(form())) bare.append(name, value)
  expect((await read(await fetch(cos.url, { method: 'POST', body: bare }))).code).toBe(
    'MalformedPOSTRequest'
  )
})

it('finds the delimiter however the body is cut into pieces', async () => {
  const boundary = '--x'
  const fields = Object.entries(form()).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  )
  const file = `\r\n--\r\n--${boundary.slice(0, 2)}\r\n`
  const body = `${fields.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${file}\r\n--${boundary}--\r\n`
  const pieces = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < body.length; at += 3)
        controller.enqueue(new TextEncoder().encode(body.slice(at, at + 3)))
      controller.close()
    }
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const sent = { method: 'POST', headers, body: pieces, duplex: 'half' } as RequestInit
  expect((await fetch(cos.url, sent)).status).toBe(204)
  expect(cos.read('avatar/a.jpg').toString()).toBe(file)
})

it('keeps nothing of an upload that is cut off', async () => {
  const { port } = new URL(cos.url)
  const boundary = 'cut'
  const fields = Object.entries(form()).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  )
  const asked = cos.asked.length
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 9999\r\n\r\n${fields.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\nhalf of`
  )
  await until(
    () => cos.asked.length > asked,
    () => 'the upload to arrive'
  )
  socket.destroy()
  await until(
    () => (cos.asked[asked]?.status ?? 0) > 0,
    () => 'the end of the upload'
  )
  expect(cos.list()).toEqual([])
})
