import { checkResponse } from '../../../../tools/contract/door/check-response'
import { chooseMedia } from '../../../../tools/contract/door/choose-media'
import { type Shape } from '../../../../tools/contract/door/rules'
import { writeJson } from '../../../../tools/contract/door/write-json'

it.each([
  [{ a: 'x\u2028y\u2029z' }, '{"a":"x\\u2028y\\u2029z"}'],
  ['\ud83d\ude00', '"\ud83d\ude00"'],
  ['\\ud83d', '"\\\\ud83d"'],
  [null, 'null']
])('writes %j as JSON', (value, json) => {
  expect(writeJson(value)).toBe(json)
})

it.each([['\ud83d'], [{ a: ['x\ude00'] }], [{ '\ud83d': 1 }], ['\ud83d\\\ude00']])(
  'refuses to write half a character: %j',
  (value) => {
    expect(() => writeJson(value)).toThrow('half a character')
  }
)

it.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['text/*, application/json;q=0.9', 'text/csv'],
  ['text/csv;q=0.5, application/json', 'application/json'],
  ['*/*;q=0.1, TEXT/CSV', 'text/csv'],
  ['application/json;q=0, */*', 'text/csv'],
  ['image/png', undefined]
])('chooses for Accept: %s', (accept, type) => {
  expect(chooseMedia(accept, ['application/json', 'text/csv'])).toBe(type)
})

const validate = Object.assign((value: unknown) => (value as { ok?: boolean }).ok === true, {
  errors: [
    { instancePath: '/products/0/stock', keyword: 'type', message: 'must be integer', params: {} },
    { instancePath: '', keyword: 'required', message: '', params: { missingProperty: 'page' } },
    {
      instancePath: '/products/0',
      keyword: 'additionalProperties',
      message: '',
      params: { additionalProperty: 'price' }
    }
  ]
})
const count = { name: 'X-Total-Count', required: true, shape: 'integer' as Shape }
const json = [{ type: 'application/json' }]
const described = {
  operationId: 'search',
  responses: [
    { status: '200', headers: [count], media: json },
    { status: '204', headers: [], media: [] },
    { status: '2XX', headers: [], media: [{ type: 'text/*' }] },
    { status: 'default', headers: [], media: json }
  ]
}
const validators = { 'searchResponse:200': validate }
const type = { 'content-type': 'application/json; charset=utf-8' }
const sent = { ...type, 'x-total-count': '3' }

it.each<[string, number, Record<string, string>, string, string[]]>([
  ['what the contract declares', 200, sent, '{"ok":true}', []],
  [
    'violations of the schema',
    200,
    sent,
    '{}',
    [
      'body.products.0.stock: must be integer',
      'body: "page" is missing',
      'body.products.0: unknown key "price"'
    ]
  ],
  ['a header that is missing', 200, type, '{"ok":true}', ['header.x-total-count: is missing']],
  [
    'a header of another type',
    200,
    { ...type, 'x-total-count': '1.5' },
    '{"ok":true}',
    ['header.x-total-count: must be integer']
  ],
  ['a body that is no JSON', 200, sent, '<', ['body: not JSON']],
  ['no body', 200, sent, '', ['body: is missing']],
  ['a body of 204', 204, {}, 'x', ['body: the contract has none']],
  [
    'another type',
    201,
    type,
    '{}',
    ['header.content-type: application/json is not in the contract']
  ],
  ['a type of a range', 201, { 'content-type': 'text/csv' }, 'a', []],
  ['a default', 500, type, '{}', []]
])('reports %s', (_what, status, headers, body, problems) => {
  expect(checkResponse(described, validators, { status, headers, body })).toEqual(problems)
})

it('reports a status that is not declared', () => {
  const reply = { status: 404, headers: {}, body: '' }
  expect(checkResponse({ operationId: 'x', responses: [] }, {}, reply)).toEqual([
    'status: 404 is not in the contract'
  ])
})
