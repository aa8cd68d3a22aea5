import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type Contract,
  loadContract,
  loadResponseValidators,
  loadValidators,
  type Validators
} from '../../../tools/contract'
import { checkResponse } from '../../../tools/contract/door/check-response'
import { makeRoute } from '../../../tools/contract/door/make-route'
import { checkInput } from '../../../tools/contract/door/request-check'

const NUMBER = '{ schema: { type: object, required: [n], properties: { n: { type: number } } } }'
const TEXT = '{ schema: { type: object, required: [t], properties: { t: { type: string } } } }'
const TYPES = `{ application/json: ${NUMBER}, application/vnd.b+json: ${TEXT}, application/problem+json: {}, application/x-www-form-urlencoded: {} }`

const folder = mkdtempSync(path.join(tmpdir(), 'media schemas '))
let contract: Contract
let requests: Validators
let answers: Validators
beforeAll(async () => {
  const file = path.join(folder, 'openapi.yaml')
  const operation = (id: string, types: string) =>
    `{ operationId: ${id}, requestBody: { content: ${types} }, responses: { '200': { description: done, content: ${types} } } }`
  writeFileSync(
    file,
    `openapi: 3.1.0
info: { title: Types, version: '1' }
paths:
  /all: { post: ${operation('all', TYPES)} }
  /text: { post: ${operation('text', '{ text/plain: { schema: { type: string, maxLength: 3 } } }')} }
  /xml: { post: ${operation('xml', `{ application/xml: ${NUMBER} }`)} }
  /one: { post: ${operation('one', `{ application/json: ${NUMBER}, application/b+json: {} }`)} }
`
  )
  contract = await loadContract(file, { lenient: true })
  requests = await loadValidators(contract)
  answers = await loadResponseValidators(contract)
})
afterAll(() => rmSync(folder, { recursive: true }))

const CASES: [id: string, type: string, body: string, problem: string][] = [
  ['all', 'application/json', '{"n":1}', ''],
  ['all', 'application/json', '{"t":"a"}', 'body: "n" is missing'],
  ['all', 'application/vnd.b+json', '{"t":"a"}', ''],
  ['all', 'application/vnd.b+json; charset=utf-8', '{"n":1}', 'body: "t" is missing'],
  ['all', 'application/problem+json', '{"other":1}', ''],
  ['one', 'application/json', '{}', 'body: "n" is missing'],
  ['one', 'application/b+json', '{}', '']
]

it.each(CASES)('checks a body of %s in %s by that type alone: %s', (id, type, body, problem) => {
  const operation = contract.operations.find(({ operationId }) => operationId === id)
  if (!operation) throw new Error(id)
  const headers = { 'content-type': type }
  const sent = {
    method: 'POST',
    path: operation.path,
    rawQuery: '',
    headers,
    body: Buffer.from(body)
  }
  const route = makeRoute(id, operation, requests)
  expect(checkInput(route, sent)).toEqual(
    problem
      ? { refusal: { code: 'INVALID_REQUEST', message: problem } }
      : expect.objectContaining({ input: expect.anything() as unknown })
  )
  const reply = { status: 200, headers, body }
  expect(checkResponse(operation, answers, reply)).toEqual(problem ? [problem] : [])
})

it('checks a form without a schema by no other type', () => {
  const operation = contract.operations.find(({ operationId }) => operationId === 'all')
  if (!operation) throw new Error('all')
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const sent = { method: 'POST', path: '/all', rawQuery: '', headers, body: Buffer.from('t=a') }
  expect(checkInput(makeRoute('all', operation, requests), sent)).toMatchObject({
    input: { body: { t: 'a' } }
  })
})

it('checks a text by its schema, and XML by none', () => {
  const send = (id: string, type: string, body: string) => {
    const operation = contract.operations.find(({ operationId }) => operationId === id)
    if (!operation) throw new Error(id)
    const headers = { 'content-type': type }
    const sent = { method: 'POST', path: `/${id}`, rawQuery: '', headers, body: Buffer.from(body) }
    return checkInput(makeRoute(id, operation, requests), sent)
  }
  expect(send('text', 'text/plain', 'abc')).toMatchObject({ input: { body: 'abc' } })
  expect(send('text', 'text/plain', 'abcd')).toMatchObject({
    refusal: { message: 'body: must NOT have more than 3 characters' }
  })
  expect(send('xml', 'application/xml', '<n/>')).toMatchObject({ input: { body: '<n/>' } })
})
