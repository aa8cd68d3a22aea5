import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadContract, loadValidators } from '../../../tools/contract'
import { makeRoute } from '../../../tools/contract/door/make-route'
import { checkRequest } from '../../../tools/contract/door/request-check'

const PARCEL = "{ $ref: '#/components/schemas/Parcel' }"
const VISIT = "{ $ref: '#/components/schemas/Visit' }"

const folder = mkdtempSync(path.join(tmpdir(), 'inputs '))
afterAll(() => rmSync(folder, { recursive: true }))

interface Sent {
  query?: string
  headers?: Record<string, string>
  body?: string
}

/** What a handler gets of a request to the operation, or why it is refused. */
async function inputOf(operation: string, { query = '', headers = {}, body = '' }: Sent) {
  const file = path.join(folder, `${Math.random()}.yaml`)
  writeFileSync(
    file,
    `openapi: 3.1.0
info: { title: Inputs, version: '1' }
components:
  securitySchemes: { key: { type: apiKey, in: query, name: api_key } }
  schemas:
    Size: { type: integer, minimum: 1, default: 20 }
    Parcel: { additionalProperties: false, required: [by], properties: { by: { const: post }, days: { default: 3 } } }
    Visit: { additionalProperties: false, required: [by], properties: { by: { const: visit }, hour: { default: 9 } } }
    Parts: { properties: { parts: { items: { anyOf: [{ $ref: '#/components/schemas/Parts' }, ${VISIT}] } }, n: { default: 1 } } }
paths: { /x: { post: { operationId: x, ${operation}, responses: { '204': { description: done } } } } }
`
  )
  const contract = await loadContract(file, { lenient: true })
  const validators = await loadValidators(contract)
  const routes = contract.operations.map((rules) =>
    makeRoute('x', rules, validators, contract.securitySchemes)
  )
  const request = { method: 'POST', path: '/x', rawQuery: query, headers, body: Buffer.from(body) }
  const checked = checkRequest(routes, request)
  return 'refusal' in checked ? (checked.refusal.message ?? checked.refusal.code) : checked.input
}

const SIZE = "{ $ref: '#/components/schemas/Size' }"

it.each([
  [
    'text where content is text',
    'content: { text/plain: { schema: { type: string } } }',
    'v=1,a',
    '1,a'
  ],
  [
    'JSON where content is some JSON',
    'content: { application/geo+json: { schema: { type: object } } }',
    'v={"a":1}',
    { a: 1 }
  ],
  [
    'a list whose first items have types of their own',
    'explode: false, schema: { prefixItems: [{ type: integer }, { type: string }], items: { type: boolean } }',
    'v=1,12,true',
    [1, '12', true]
  ],
  [
    'such a list where each item is given by itself',
    'schema: { type: array, prefixItems: [{ type: string }], items: { type: integer } }',
    'v=1&v=2',
    ['1', 2]
  ],
  ['an object with any members', 'schema: { type: object }', 'a=1&b=c', { a: '1', b: 'c' }],
  [
    'an object with other members, too',
    'schema: { additionalProperties: true, properties: { a: { type: integer } } }',
    'a=1&b=2',
    { a: 1, b: '2' }
  ],
  [
    'an object whose members are known by a pattern',
    "style: deepObject, schema: { type: object, additionalProperties: false, patternProperties: { '^n': { type: integer } } }",
    'v[n1]=5',
    { n1: 5 }
  ],
  ['a default that allOf brings', `schema: { allOf: [${SIZE}] }`, '', 20],
  ['a default nearer than that one', `schema: { allOf: [${SIZE}], default: 7 }`, '', 7],
  [
    'one of a value and a list',
    'schema: { oneOf: [{ type: integer }, { type: array }] }',
    'v=1',
    1
  ],
  [
    'a list of a value and a list',
    'schema: { oneOf: [{ type: integer }, { type: array }] }',
    'v=1&v=2',
    [1, 2]
  ],
  ['an empty list', 'allowEmptyValue: true, schema: { type: array }', 'v', ''],
  ['a price', 'schema: { type: number, multipleOf: 0.01 }', 'v=1.15', 1.15],
  ['a large price', 'schema: { type: number, multipleOf: 0.01 }', 'v=1234567.89', 1234567.89]
])('reads %s from a query', async (_what, parameter, query, value) => {
  const operation = `parameters: [{ name: v, in: query, ${parameter} }]`
  expect(await inputOf(operation, { query })).toMatchObject({ query: { v: value } })
})

it.each([
  ['half a cent', 'schema: { type: number, multipleOf: 0.01 }', 'v=1.155', 'multiple of 0.01'],
  [
    'two values of one',
    'schema: { type: [integer, boolean] }',
    'v=1&v=2',
    'must be integer,boolean'
  ],
  ['members that a schema rules out', 'schema: { additionalProperties: false }', 'a=1', 'key "a"']
])('refuses %s in a query', async (_what, parameter, query, message) => {
  const operation = `parameters: [{ name: v, in: query, ${parameter} }]`
  expect(await inputOf(operation, { query })).toContain(message)
})

it('gives a credential in the query to no object that takes any name', async () => {
  const operation =
    'security: [{ key: [] }], parameters: [{ name: v, in: query, schema: { type: object } }]'
  expect(await inputOf(operation, { query: 'a=1&api_key=s' })).toMatchObject({
    query: { v: { a: '1' } }
  })
})

it('takes no number that is infinite', async () => {
  const schema = '{ type: object, properties: { n: { type: number }, i: { type: integer } } }'
  const operation = `requestBody: { content: { application/json: { schema: ${schema} } } }`
  const headers = { 'content-type': 'application/json' }
  expect(await inputOf(operation, { headers, body: '{"n":1e999}' })).toBe('body.n: must be number')
  expect(await inputOf(operation, { headers, body: '{"i":-1e400}' })).toBe(
    'body.i: must be integer'
  )
})

async function bodyOf(schema: string, body: object) {
  const operation = `requestBody: { required: true, content: { application/json: { schema: ${schema} } } }`
  const headers = { 'content-type': 'application/json' }
  return inputOf(operation, { headers, body: JSON.stringify(body) })
}

it.each([
  ['the one that fits', `{ oneOf: [${PARCEL}, ${VISIT}] }`, { by: 'visit' }, { hour: 9 }],
  ['the first that fits', `{ anyOf: [${PARCEL}, ${VISIT}, {}] }`, { by: 'visit' }, { hour: 9 }],
  [
    'one that is written in its place',
    '{ oneOf: [{ type: integer }, { properties: { n: { default: 1 } } }] }',
    {},
    { n: 1 }
  ],
  [
    'one within another',
    `{ properties: { x: { oneOf: [{ type: 'null' }, { oneOf: [${PARCEL}, ${VISIT}] }] } } }`,
    { x: { by: 'post' } },
    { x: { by: 'post', days: 3 } }
  ],
  [
    'ones that contain themselves',
    "{ $ref: '#/components/schemas/Parts' }",
    { parts: [{ by: 'visit' }, { parts: [{}] }] },
    {
      n: 1,
      parts: [
        { by: 'visit', n: 1 },
        { n: 1, parts: [{ n: 1 }] }
      ]
    }
  ],
  ['none that must not fit', `{ not: ${PARCEL} }`, { by: 'visit' }, {}],
  ['none that only decides', `{ if: ${PARCEL}, else: ${VISIT} }`, { by: 'visit' }, { hour: 9 }],
  [
    'none that is looked for',
    `{ properties: { all: { contains: ${PARCEL} } } }`,
    { all: [{ by: 'x' }, { by: 'post' }] },
    {}
  ]
])('fills in the defaults of alternatives: of %s', async (_which, schema, sent, filledIn) => {
  const { body } = (await bodyOf(schema, sent)) as { body: object }
  expect(body).toEqual({ ...sent, ...filledIn })
})

it('lists what is wrong with each alternative, and the values that are allowed', async () => {
  const choice = `{ oneOf: [${PARCEL}, ${VISIT}] }`
  expect(await bodyOf(choice, { by: 'air' })).toBe(
    'body.by: must be "post", or body.by: must be "visit"'
  )
  expect(await bodyOf(`{ properties: { a: ${choice} }, required: [b] }`, {})).toBe(
    'body: "b" is missing'
  )
  expect(await bodyOf('{ properties: { a: { enum: [1, red] } } }', { a: 2 })).toBe(
    'body.a: must be equal to one of the allowed values: 1, red'
  )
  const many = JSON.stringify(Array.from({ length: 30 }, (_, i) => i))
  expect(await bodyOf(`{ properties: { a: { enum: ${many} } } }`, { a: -1 })).toMatch(
    /: 0, .*15 \.\.\.$/
  )
})

describe('a multipart body', () => {
  const operation = `requestBody: { required: true, content: { multipart/form-data: { schema: { type: object, properties: {
    title: { type: string }, about: { type: object, required: [n] }, count: { type: integer },
    photo: { type: string, format: binary }, photos: { type: array, uniqueItems: true, items: { type: string, format: binary } },
    scan: { type: string, contentMediaType: image/png }, any: {} } } } } }`

  async function send(fields: Record<string, string | Blob>) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name.replace(/\d$/, ''), value)
    const made = new Response(form)
    const headers = { 'content-type': made.headers.get('content-type') ?? '' }
    return inputOf(operation, { headers, body: await made.text() })
  }
  const blob = (text: string, type: string) => new Blob([text], { type })
  const file = (text: string) => expect.objectContaining({ bytes: Buffer.from(text) }) as unknown

  it('gives a file where the contract has one, also for a text', async () => {
    expect(await send({ photo: 'p', scan: 's', any: blob('a', 'image/png') })).toMatchObject({
      body: { photo: file('p'), scan: file('s'), any: file('a') }
    })
    expect(await send({ photos1: blob('1', 'image/png'), photos2: '2' })).toMatchObject({
      body: { photos: [file('1'), file('2')] }
    })
  })

  it('reads the value of a Blob, to which browsers give a file name', async () => {
    const about = blob('{"n":1}', 'application/json')
    expect(await send({ about, count: blob('3', 'text/plain') })).toMatchObject({
      body: { about: { n: 1 }, count: 3 }
    })
  })

  it.each([
    ['a text', { title: blob('t', 'text/plain') }, 'body.title: must be string'],
    ['an object', { about: blob('{"n":1}', 'image/png') }, 'body.about: must be object'],
    ['a number', { count: blob('3', 'application/octet-stream') }, 'body.count: must be integer']
  ])('takes no file for %s', async (_what, fields, message) => {
    expect(await send(fields as Record<string, Blob>)).toBe(message)
  })
})
