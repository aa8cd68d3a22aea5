import {
  checkInput,
  type Route,
  type Validate
} from '../../../../tools/contract/door/request-check'
import { type BodyRule, type MediaRule, type Shape } from '../../../../tools/contract/door/rules'

const JSON_MEDIA: MediaRule = { type: 'application/json', kind: 'json' }

function check(
  rule: BodyRule | undefined,
  contentType: string | undefined,
  body: string | Buffer,
  validate?: Validate,
  coding?: string
) {
  const route: Route = {
    ...{ operationId: 'save', method: 'POST', path: '/', parameters: [], security: [] },
    body: rule,
    checkBody: () => validate
  }
  return checkInput(route, {
    ...{ method: 'POST', path: '/', rawQuery: '', body: Buffer.from(body) },
    headers: { 'content-type': contentType, 'content-encoding': coding }
  })
}

const bodyOf = (media: Partial<MediaRule>, contentType: string, body: string | Buffer) => {
  const rule = { required: true, media: [{ ...JSON_MEDIA, ...media }] }
  const checked = check(rule, contentType, body)
  return 'input' in checked ? checked.input.body : checked.refusal
}

it.each([
  ['application/json', 'application/json'],
  ['application/json', 'application/json; charset=utf-8'],
  ['application/json', 'Application/JSON ;x=y'],
  ['application/vnd.api+json', 'application/vnd.api+json'],
  ['application/*', 'application/merge-patch+json']
])('reads JSON where %s is declared and %s is sent', (type, sent) => {
  expect(bodyOf({ type }, sent, '\ufeff{"a":1}')).toEqual({ a: 1 })
})

it('takes the media type that fits best', () => {
  const media: MediaRule[] = [
    { type: '*/*', kind: 'binary' },
    { type: 'image/*', kind: 'binary' },
    { type: 'image/svg+xml', kind: 'text' }
  ]
  const typeOf = (sent: string) => {
    const checked = check({ required: true, media }, sent, 'x')
    return 'input' in checked ? [checked.input.mediaType, checked.input.body] : undefined
  }
  expect(typeOf('image/svg+xml')).toEqual(['image/svg+xml', 'x'])
  expect(typeOf('image/png')).toEqual(['image/*', Buffer.from('x')])
  expect(typeOf('a/b')).toEqual(['*/*', Buffer.from('x')])
})

it.each([undefined, '', 'text/plain', 'application/jsonx', 'multipart/form-data'])(
  'refuses the content type %s with the types that would do',
  (sent) => {
    const media = [JSON_MEDIA, { type: 'text/csv', kind: 'text' } as const]
    expect(check({ required: true, media }, sent, '{}')).toEqual({
      refusal: {
        code: 'UNSUPPORTED_MEDIA_TYPE',
        message: 'Send the body as application/json or text/csv'
      }
    })
  }
)

it('takes no body where it is optional, and refuses none where it is required', () => {
  const media = [JSON_MEDIA]
  expect(check({ required: false, media }, undefined, '')).toMatchObject({
    input: { body: undefined }
  })
  expect(check({ required: true, media }, undefined, '')).toMatchObject({
    refusal: { code: 'UNSUPPORTED_MEDIA_TYPE' }
  })
})

it('limits a body to 8 KB unless the contract says otherwise', () => {
  const media = [JSON_MEDIA]
  const sized = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`
  const refusal = (rule: BodyRule | undefined, bytes: number) =>
    check(rule, 'application/json', sized(bytes))
  expect(refusal({ required: true, media }, 8192)).toHaveProperty('input')
  expect(refusal({ required: true, media }, 8193)).toEqual({
    refusal: { code: 'PAYLOAD_TOO_LARGE', message: 'body: more than 8192 bytes' }
  })
  expect(refusal(undefined, 8193)).toHaveProperty('refusal.code', 'PAYLOAD_TOO_LARGE')
  expect(refusal({ required: true, media, maxBytes: 20_000 }, 20_000)).toHaveProperty('input')
  expect(refusal({ required: true, media, maxBytes: 20_000 }, 20_001)).toHaveProperty(
    'refusal.message',
    'body: more than 20000 bytes'
  )
})

it.each([
  ['{', 'body: not JSON'],
  ['', 'body: not JSON'],
  ['"\\ud83d"', 'body: contains half a character'],
  ['"\\uDE00\\uD83D"', 'body: contains half a character'],
  ['{"\\ud83dx":1}', 'body: contains half a character'],
  ['"\\ud83d\\\\\\ude00"', 'body: contains half a character'],
  [Buffer.from([0x22, 0xff, 0x22]), 'body: not UTF-8'],
  [Buffer.from([0x22, 0xed, 0xa0, 0xbd, 0x22]), 'body: not UTF-8']
])('refuses the JSON %j', (body, message) => {
  expect(bodyOf({}, 'application/json', body)).toEqual({ code: 'INVALID_REQUEST', message })
})

it.each(['"\\ud83d\\ude00"', '"\\\\ud83d"', '"\ud83d\ude00"', '{"__proto__":1}'])(
  'reads the JSON %s',
  (text) => {
    expect(JSON.stringify(bodyOf({}, 'application/json', text))).toBe(
      JSON.stringify(JSON.parse(text))
    )
  }
)

const FIELDS: Shape = {
  properties: {
    name: 'string',
    age: 'integer',
    tags: { items: 'string' },
    at: { properties: { x: 'number' } }
  }
}

it.each([
  ['name=a+b&age=3', { name: 'a b', age: 3 }],
  ['name=%E7%BA%A2&tags=a&tags=b', { name: '红', tags: ['a', 'b'] }],
  ['at%5Bx%5D=1.5', { at: { x: 1.5 } }],
  ['at=%7B%22x%22%3A1.5%7D', { at: { x: 1.5 } }],
  ['other=1&other%5Ba%5D=2', { other: '1', 'other[a]': '2' }],
  ['', {}]
])('reads the form %s', (text, fields) => {
  const type = 'application/x-www-form-urlencoded'
  const read = bodyOf({ type, kind: 'form', shape: FIELDS }, type, text)
  expect(read).toEqual(fields)
})

it.each([
  ['name=a&name=b', 'body.name: given twice'],
  ['name=%ff', 'body.name: malformed percent-encoding'],
  ['%=1', 'body: malformed percent-encoding'],
  ['at=x', 'body.at: not JSON']
])('refuses the form %s', (text, message) => {
  const type = 'application/x-www-form-urlencoded'
  expect(bodyOf({ type, kind: 'form', shape: FIELDS }, type, text)).toHaveProperty(
    'message',
    message
  )
})

it.each([
  ['text/plain', Buffer.from('红'), '红'],
  ['text/plain; charset="UTF-8"', Buffer.from('红'), '红'],
  ['text/plain; charset=gbk', Buffer.from([0xba, 0xec]), '红']
])('reads the text of %s', (sent, bytes, text) => {
  expect(bodyOf({ type: 'text/plain', kind: 'text' }, sent, bytes)).toBe(text)
})

it.each([
  ['text/plain; charset=nonsense', 'UNSUPPORTED_MEDIA_TYPE'],
  ['text/plain; charset=gb18030', 'INVALID_REQUEST'],
  ['text/plain', 'INVALID_REQUEST']
])('refuses bytes that are not %s with %s', (sent, code) => {
  const bytes = Buffer.from([0xff])
  expect(bodyOf({ type: 'text/plain', kind: 'text' }, sent, bytes)).toHaveProperty('code', code)
})

describe('a multipart body', () => {
  const shape: Shape = {
    properties: { title: 'string', count: 'integer', photos: { items: 'file' }, at: FIELDS }
  }
  const media = { type: 'multipart/form-data', kind: 'multipart', shape } as const

  async function encode(form: FormData) {
    const response = new Response(form)
    const contentType = response.headers.get('content-type') ?? ''
    return { contentType, bytes: Buffer.from(await response.arrayBuffer()) }
  }

  it('reads fields by their shapes, and files as bytes', async () => {
    const form = new FormData()
    form.append('title', '红\r\n--x')
    form.append('count', '3')
    form.append('at', '{"name":"a"}')
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255])
    form.append('photos', new Blob([bytes], { type: 'image/png' }), 'a "b" 红.png')
    form.append('photos', new Blob([], { type: 'image/gif' }), 'c.gif')
    const { contentType, bytes: sent } = await encode(form)
    expect(bodyOf(media, contentType, sent)).toEqual({
      title: '红\r\n--x',
      count: 3,
      at: { name: 'a' },
      photos: [
        { filename: 'a "b" 红.png', contentType: 'image/png', bytes },
        { filename: 'c.gif', contentType: 'image/gif', bytes: Buffer.alloc(0) }
      ]
    })
  })

  it('shows each file to its schema as a text with one character per byte', async () => {
    const form = new FormData()
    form.append('photo', new Blob([Buffer.alloc(5, 200)]), 'a')
    const { contentType, bytes } = await encode(form)
    const seen: unknown[] = []
    const validate = (value: unknown) => seen.push(value) > 0
    const checked = check({ required: true, media: [media] }, contentType, bytes, validate)
    expect(seen[0]).toEqual({ photo: '\u00c8'.repeat(5) })
    expect(checked).toHaveProperty('input.body.photo.bytes', Buffer.alloc(5, 200))
  })

  const part = (headers: string, text = 'x') => `--b\r\n${headers}\r\n\r\n${text}\r\n`
  const named = 'Content-Disposition: form-data; name="title"'
  it.each([
    ['no boundary', 'multipart/form-data', `${part(named)}--b--`],
    ['another boundary', 'multipart/form-data; boundary=c', `${part(named)}--b--`],
    ['no end', 'multipart/form-data; boundary=b', part(named)],
    ['a part without a name', 'multipart/form-data; boundary=b', `${part('X: y')}--b--`],
    ['a part without headers', 'multipart/form-data; boundary=b', '--b\r\nx\r\n--b--'],
    ['a field twice', 'multipart/form-data; boundary=b', `${part(named)}${part(named)}--b--`],
    ['nothing', 'multipart/form-data; boundary=b', ' '],
    ['a longer boundary', 'multipart/form-data; boundary=b', '--bb\r\nx\r\n--b--']
  ])('refuses a multipart body with %s', (_what, contentType, text) => {
    expect(bodyOf(media, contentType, text)).toMatchObject({ code: 'INVALID_REQUEST' })
  })
})

it('refuses a body that is nested too deeply for its validator', () => {
  const validate = (): boolean => validate()
  const checked = check({ required: true, media: [JSON_MEDIA] }, 'application/json', '1', validate)
  expect(checked).toMatchObject({ refusal: { message: 'body: nested too deeply' } })
})

it('refuses a body that is compressed with 415, and takes one that is said not to be', () => {
  const rule = { required: true, media: [JSON_MEDIA] }
  const send = (coding: string) => check(rule, 'application/json', '{}', undefined, coding)
  expect(send('gzip')).toEqual({
    refusal: {
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'Send the body without a Content-Encoding'
    }
  })
  expect(send('Identity')).toMatchObject({ input: { body: {} } })
})

it('refuses a field of a form that the contract does not have when it is given twice', () => {
  const shape: Shape = { properties: { l: { items: 'integer' } } }
  const form = { kind: 'form', type: 'application/x-www-form-urlencoded', shape } as const
  expect(bodyOf(form, form.type, 'x=1&l=2&l=3')).toEqual({ x: '1', l: [2, 3] })
  expect(bodyOf(form, form.type, 'l[]=1&l[]=2')).toMatchObject({
    message: 'body: a field is given twice'
  })
})

it('reads the extended name of a file where it has no other', () => {
  const type = 'multipart/form-data; boundary=X'
  const part = (name: string) =>
    `--X\r\nContent-Disposition: form-data; name="f"; ${name}\r\n\r\na\r\n--X--`
  const nameOf = (name: string) =>
    bodyOf({ kind: 'multipart', type: 'multipart/form-data' }, type, part(name))
  expect(nameOf("filename*=UTF-8''%E7%BA%A2.png")).toMatchObject({ f: { filename: '红.png' } })
  expect(nameOf("filename=b.png; filename*=UTF-8''a.png")).toMatchObject({
    f: { filename: 'b.png' }
  })
})

it('takes larger files than JSON where an operation takes both', () => {
  const files: MediaRule = {
    ...{ type: 'multipart/form-data', kind: 'multipart' },
    shape: { properties: { about: { properties: {} }, file: 'file' } }
  }
  const rule: BodyRule = { required: true, maxBytes: 2_000_000, media: [JSON_MEDIA, files] }
  const tooLarge = (most: number) => ({
    refusal: { code: 'PAYLOAD_TOO_LARGE', message: `body: more than ${most} bytes` }
  })
  const json = (bytes: number) => `"${'a'.repeat(bytes - 2)}"`
  expect(check(rule, 'application/json', json(262_144))).toHaveProperty('input')
  expect(check(rule, 'application/json', json(262_145))).toEqual(tooLarge(262_144))

  const type = 'multipart/form-data; boundary=X'
  const part = (name: string, text: string) =>
    `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`
  const file = part('file', 'a'.repeat(1_000_000))
  expect(check(rule, type, `${file}--X--`)).toHaveProperty('input')
  expect(check(rule, type, `${file}${file}--X--`)).toEqual(tooLarge(2_000_000))
  expect(check(rule, type, `${file}${part('about', json(262_145))}--X--`)).toMatchObject({
    refusal: { message: 'body: more than 262144 bytes beside its files' }
  })
})

it('takes a part without a type for plain text, unless the contract names just one type', () => {
  const part = (encoding: MediaRule['encoding']) => {
    const shape: Shape = { properties: { picture: 'file' } }
    const rule = { kind: 'multipart', type: 'multipart/form-data', shape, encoding } as const
    const disposition = 'Content-Disposition: form-data; name="picture"'
    return bodyOf(rule, `${rule.type}; boundary=X`, `--X\r\n${disposition}\r\n\r\na\r\n--X--`)
  }
  expect(part({})).toMatchObject({ picture: { contentType: 'text/plain' } })
  expect(part({ picture: { types: ['image/png'] } })).toMatchObject({
    picture: { contentType: 'image/png' }
  })
  for (const types of [['image/png', 'image/jpeg'], ['image/*']])
    expect(part({ picture: { types } })).toMatchObject({
      message: `body.picture: must be ${types.join(' or ')}`
    })
})

it.each([
  ['multipart', 'multipart/form-data; boundary=X'],
  ['form', 'application/x-www-form-urlencoded']
] as const)('refuses half a character in JSON that is a field of a %s body', (kind, type) => {
  const shape: Shape = { properties: { about: { properties: {} } } }
  const json = '{"a":"\\ud83d"}'
  const body =
    kind === 'form'
      ? `about=${encodeURIComponent(json)}`
      : `--X\r\nContent-Disposition: form-data; name="about"\r\n\r\n${json}\r\n--X--`
  expect(bodyOf({ kind, type, shape }, type, body)).toMatchObject({
    message: 'body.about: contains half a character'
  })
})
