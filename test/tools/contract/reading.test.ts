import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type Contract,
  ContractError,
  loadContract,
  loadResponseValidators,
  loadValidators
} from '../../../tools/contract'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'contract-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return path.join(folder, 'openapi.yaml')
}

const HEAD = `openapi: 3.1.0
info: { title: t, version: '1' }
`

/** A contract with one operation, POST /things, whose node and components are given. */
function contractOf(operation: string, components = '', version = '3.1.0'): string {
  return write({
    'openapi.yaml': `${HEAD.replace('3.1.0', version)}paths:
  /things:
    post:
      operationId: makeThing
${operation.replace(/^(?=.)/gm, '      ')}
components:
  schemas:
    Any: {}
${components.replace(/^(?=.)/gm, '    ')}
`
  })
}

const DONE = "responses: { '204': { description: done } }\n"
const bodyOf = (schema: string) =>
  `requestBody: { required: true, content: { application/json: { schema: ${schema} } } }\n${DONE}`
const queryOf = (schema: string) =>
  `parameters: [{ name: q, in: query, schema: ${schema} }]\n${DONE}`

async function accepts(file: string, body: unknown): Promise<boolean | undefined> {
  const { makeThingBody } = await loadValidators(await loadContract(file))
  return makeThingBody?.(body)
}

/** The problems of a contract without the folder's name. */
async function problemsOf(file: string): Promise<string[]> {
  const error: unknown = await loadContract(file).catch((cause: unknown) => cause)
  if (!(error instanceof ContractError)) throw new Error('the contract was accepted')
  return error.problems.map((problem) => problem.replaceAll(folder + path.sep, ''))
}

const only = ({ operations: [operation] }: Contract) => operation!

describe('schemas', () => {
  it('hold beside a reference, too', async () => {
    const file = contractOf(
      bodyOf("{ $ref: '#/components/schemas/Name', maxLength: 3 }"),
      'Name: { type: string, minLength: 2 }'
    )
    expect(await accepts(file, 'abcdef')).toBe(false)
    expect(await accepts(file, 'a')).toBe(false)
    expect(await accepts(file, 'abc')).toBe(true)
  })

  it('may be recursive', async () => {
    const file = contractOf(
      bodyOf("{ $ref: '#/components/schemas/Node' }"),
      "Node: { type: object, properties: { children: { type: array, items: { $ref: '#/components/schemas/Node' } } } }"
    )
    expect(await accepts(file, { children: [{ children: [] }] })).toBe(true)
    expect(await accepts(file, { children: [{ children: [1] }] })).toBe(false)
  })

  it.each([
    ['A~1B', 'A/B'],
    ['A~0B', 'A~B'],
    ['My%20Thing', 'My Thing'],
    ['%E5%95%86%E5%93%81', '商品']
  ])('are found by the reference %s', async (ref, name) => {
    const file = contractOf(
      bodyOf(`{ $ref: '#/components/schemas/${ref}' }`),
      `${JSON.stringify(name)}: { type: integer }`
    )
    expect(await accepts(file, 1)).toBe(true)
    expect(await accepts(file, 'x')).toBe(false)
  })

  it('take data that has a $ref key as data', async () => {
    const file = contractOf(
      `requestBody: { content: { application/json: { schema: { const: { $ref: nowhere }, default: { $ref: '#/x' } } } } }
responses:
  '200':
    description: ok
    content: { application/json: { examples: { one: { value: { $ref: '#/nowhere' } } } } }
`
    )
    expect(await accepts(file, { $ref: 'nowhere' })).toBe(true)
    expect(only(await loadContract(file)).examples[0]?.value).toEqual({ $ref: '#/nowhere' })
  })

  it('may have a property that is called $ref', async () => {
    const file = contractOf(bodyOf('{ type: object, properties: { $ref: { type: integer } } }'))
    expect(await accepts(file, { $ref: 'x' })).toBe(false)
    expect(await accepts(file, { $ref: 1 })).toBe(true)
  })

  it.each([
    ['a pattern', "{ type: string, pattern: '(a' }", /^openapi\.yaml:7: pattern: Invalid regular/],
    ['an anchor', "{ $ref: '#name' }", '$ref #name is an anchor, which is not supported'],
    [
      'a reference to another host',
      "{ $ref: 'https://example.com/a.yaml#/A' }",
      'is not a file of the project: only files beside this one are read'
    ],
    [
      'nullable',
      '{ nullable: true, allOf: [{ type: string }] }',
      /:7: nullable is not in OpenAPI 3\.1/
    ],
    [
      'a reference that leads back to itself',
      "{ $ref: '#/components/schemas/Loop' }",
      /:\d+: \$ref #\/components\/schemas\/Loop refers to itself/
    ]
  ])('name the line of %s that no validator can be made from', async (_what, schema, message) => {
    const loop = "Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }] }"
    const file = contractOf(bodyOf(schema), schema.includes('Loop') ? loop : '')
    const [problem = ''] = await problemsOf(file)
    expect(problem).toMatch(/^openapi\.yaml:\d+: /)
    if (typeof message === 'string') expect(problem).toContain(message)
    else expect(problem).toMatch(message)
  })

  it('take needless escapes in a pattern', async () => {
    const file = contractOf(bodyOf("{ type: string, pattern: '^\\d{2}\\-\\d\\@[\\w\\-.]+$' }"))
    expect(await accepts(file, '12-3@a-b')).toBe(true)
    expect(await accepts(file, '123')).toBe(false)
  })
})

describe('OpenAPI 3.0', () => {
  it.each([
    ['{ type: string, nullable: true }', [null, 'a'], [1]],
    ['{ type: string, enum: [a], nullable: true }', [null, 'a'], ['b']],
    ["{ allOf: [{ $ref: '#/components/schemas/Name' }], nullable: true }", [null, 'a'], [1]],
    ['{ type: number, minimum: 1, exclusiveMinimum: true }', [2], [1]],
    ['{ type: number, maximum: 1, exclusiveMaximum: false }', [1], [2]],
    ["{ $ref: '#/components/schemas/Name', maxLength: 1 }", ['abc'], [1]]
  ])('has its schema %s read as 3.1', async (schema, good, bad) => {
    const file = contractOf(bodyOf(schema), 'Name: { type: string }', '3.0.3')
    for (const value of good) expect(await accepts(file, value)).toBe(true)
    for (const value of bad) expect(await accepts(file, value)).toBe(false)
  })
})

describe('parameters', () => {
  it.each([
    ['{ type: integer, default: 1 }', 'integer', 1],
    ['{ type: array, items: { type: number } }', { items: 'number' }, undefined],
    ['{ type: [string, integer] }', 'any', undefined],
    ['{ enum: [1, 2] }', 'integer', undefined],
    ["{ $ref: '#/components/schemas/Page' }", 'integer', 7],
    ['{ anyOf: [{ type: boolean }, { type: "null" }] }', 'boolean', undefined],
    [
      '{ type: object, properties: { a: { type: integer } }, additionalProperties: { type: boolean } }',
      { properties: { a: 'integer' }, additional: 'boolean' },
      undefined
    ]
  ])('of schema %s have a shape and a default', async (schema, shape, value) => {
    const contract = await loadContract(
      contractOf(queryOf(schema), 'Page: { type: integer, default: 7 }')
    )
    expect(only(contract).parameters).toEqual([{ name: 'q', in: 'query', shape }])
    const { makeThingParameters } = await loadValidators(contract)
    const input = { query: {} as { q?: unknown } }
    expect(makeThingParameters?.(input)).toBe(true)
    expect(input.query.q).toEqual(value)
    expect(makeThingParameters?.({ query: { other: 'x' } })).toBe(false)
  })

  it('of a path are overridden by those of its operation', async () => {
    const contract = await loadContract(
      write({
        'openapi.yaml': `${HEAD}paths:
  /a/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
      - { name: X-A, in: header, required: true, schema: { type: string } }
    get:
      operationId: getA
      parameters:
        - { name: x-a, in: header, schema: { type: integer } }
        - { name: f, in: query, style: deepObject, explode: true, schema: { type: object } }
        - { name: j, in: query, content: { application/json: { schema: { type: array } } } }
      ${DONE}`
      })
    )
    expect(only(contract).parameters).toEqual([
      { name: 'id', in: 'path', required: true, shape: 'integer' },
      { name: 'x-a', in: 'header', shape: 'integer' },
      {
        ...{ name: 'f', in: 'query', style: 'deepObject', explode: true },
        shape: { properties: {}, additional: 'string' }
      },
      { name: 'j', in: 'query', json: true, shape: 'any' }
    ])
    const { getAParameters } = await loadValidators(contract)
    expect(getAParameters?.({ query: {}, path: { id: 1 }, header: {} })).toBe(true)
    expect(getAParameters?.({ query: {}, path: { id: 1 }, header: { 'x-a': 'b' } })).toBe(false)
    expect(getAParameters?.({ query: {}, path: { id: 'x' } })).toBe(false)
  })
})

describe('answers', () => {
  const EXAMPLES = `responses:
  '201':
    description: made
    headers: { X-Total-Count: { required: true, schema: { type: integer }, example: 42 } }
    content:
      application/json: { schema: { type: object, required: [a], properties: { a: { type: integer } } }, example: { a: 1 } }
      text/plain: { examples: { hello: { value: hello } } }
  '4XX': { description: wrong }
  default: { description: other }
`

  it('are read with their statuses, headers, media types and examples', async () => {
    const contract = await loadContract(contractOf(EXAMPLES))
    const { examples, responses } = only(contract)
    expect(examples).toEqual([
      {
        status: 201,
        declared: '201',
        mediaType: 'application/json',
        name: 'example',
        value: { a: 1 }
      },
      { status: 201, declared: '201', mediaType: 'text/plain', name: 'hello', value: 'hello' },
      { status: 400, declared: '4XX', name: 'empty', value: undefined },
      { status: 500, declared: 'default', name: 'empty', value: undefined }
    ])
    expect(responses[0]?.headers).toEqual([
      {
        name: 'X-Total-Count',
        required: true,
        shape: 'integer',
        schema: { type: 'integer' },
        example: '42'
      }
    ])
    const validators = await loadResponseValidators(contract)
    expect(validators['makeThingResponse:201:application/json']?.({ a: 'x' })).toBe(false)
    expect(validators['makeThingResponse:201:application/json']?.({ a: 1 })).toBe(true)
  })

  it('have an example made from the schema alone in a contract that is only mocked', async () => {
    const file = contractOf(`responses:
  '200':
    description: ok
    content:
      application/json:
        schema:
          type: object
          properties:
            id: { type: string, format: uuid }
            name: { type: string, examples: [Ann] }
            tags: { type: array, items: { enum: [a, b] } }
            count: { type: integer, minimum: 3 }
`)
    const contract = await loadContract(file, { lenient: true })
    expect(only(contract).examples[0]).toMatchObject({
      name: 'schema',
      value: { id: expect.any(String) as string, name: 'Ann', tags: ['a'], count: 3 }
    })
  })
})

describe('security', () => {
  it('has alternatives, of which an empty one lets everyone in', async () => {
    const schemes = `security: [{}, { sessionToken: [], key: [] }]\n${DONE}`
    const file = contractOf(schemes)
    await expect(loadContract(file)).rejects.toThrow('components.securitySchemes has no key')
    const contract = await loadContract(file, { lenient: true })
    expect(only(contract)).toMatchObject({
      authenticated: false,
      security: [
        [],
        [
          { scheme: 'sessionToken', scopes: [] },
          { scheme: 'key', scopes: [] }
        ]
      ]
    })
  })
})

describe('a contract in several files', () => {
  const FILES = {
    'openapi.yaml': `${HEAD}paths:
  /user: { $ref: 'parts/user.yaml#/paths/~1user' }
components:
  schemas: { Failure: { $ref: parts/shared.yaml#/components/schemas/Failure } }
`,
    'parts/user.yaml': `paths:
  /user:
    post:
      operationId: saveUser
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/User' } } }
      responses:
        '204': { description: saved }
        '400': { $ref: shared.yaml#/components/responses/Refused }
components:
  schemas:
    User: { type: object, properties: { friends: { type: array, items: { $ref: '#/components/schemas/User' } } } }
`,
    'parts/shared.yaml': `components:
  schemas:
    Failure: { type: object, required: [code], properties: { code: { type: string } } }
  responses:
    Refused:
      description: refused
      content:
        application/json:
          schema: { $ref: '#/components/schemas/Failure' }
          examples: { refused: { value: { code: NO } } }
`
  }

  it('is one document, whose schemas keep their names', async () => {
    const contract = await loadContract(write(FILES))
    const [first, ...others] = Object.keys(FILES).map((name) => path.join(folder, name))
    expect(contract.files[0]).toBe(first)
    expect(contract.files.slice(1).sort()).toEqual(others.sort())
    expect(only(contract)).toMatchObject({ operationId: 'saveUser' })
    expect(contract.document).toMatchObject({
      components: { schemas: { Failure: { type: 'object' }, User: { type: 'object' } } }
    })
    const { saveUserBody } = await loadValidators(contract)
    expect(saveUserBody?.({ friends: [{ friends: 1 }] })).toBe(false)
  })

  it('is published as one file that means the same', async () => {
    const contract = await loadContract(write(FILES))
    const again = await loadContract(write({ 'openapi.yaml': contract.text }))
    expect(again.files).toHaveLength(1)
    expect(again.document).toEqual(contract.document)
  })

  it.each([
    [
      'parts/shared.yaml',
      'code: NO',
      'code: 1',
      /^parts.shared\.yaml:10: saveUser 400 example refused/
    ],
    [
      'parts/user.yaml',
      'operationId',
      'operationld',
      /^parts.user\.yaml:4: .*operationld: there is no such key/
    ],
    [
      'parts/user.yaml',
      'shared.yaml#',
      'other.yaml#',
      /^parts.user\.yaml:9: \$ref other\.yaml.*no such file/
    ],
    [
      'parts/shared.yaml',
      'type: string',
      'type: text',
      /^parts.shared\.yaml:3: .*type: must be equal/
    ]
  ])('has a mistake in %s reported with its line there: %s', async (name, from, to, message) => {
    const text = FILES[name as keyof typeof FILES].replace(from, to)
    expect((await problemsOf(write({ ...FILES, [name]: text })))[0]).toMatch(message)
  })
})

describe('a contract that is only mocked', () => {
  it('is served without the conventions of this project, which are warnings', async () => {
    const file = write({
      'openapi.yaml': `${HEAD}paths:
  /things/{id}:
    get: { responses: { '200': { description: ok } } }
    head: { responses: {} }
    put: { operationId: make-it, parameters: [{ in: nowhere }] }
    post: { operationId: make-it, responses: { default: { description: d, content: { application/json: { schema: { type: strnig, minLength: 1 } } } } } }
`
    })
    const contract = await loadContract(file, { lenient: true })
    expect(contract.operations.map(({ operationId }) => operationId)).toEqual([
      'getThingsById',
      'make-it'
    ])
    const shown = (lines: string[]) => lines.map((line) => line.replace(folder + path.sep, ''))
    expect(shown(contract.notServed)).toEqual([
      'openapi.yaml:6: HEAD /things/{id} is not served: only get, put, post, delete and patch are',
      expect.stringMatching(/^openapi\.yaml:7: PUT \/things\/\{id\} is not served: parameters\.0/)
    ])
    expect(shown(contract.warnings)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^openapi\.yaml:8: type: must be .*; it is passed over$/),
        expect.stringMatching(
          /^openapi\.yaml:5: GET \/things\/\{id\} has no operationId of its own/
        )
      ])
    )
    expect(contract.codes).toEqual({})
  })

  it.each([
    ['swagger: "2.0"\npaths: {}\n', /this is not OpenAPI 3\.0 or 3\.1 \(2\.0\)/],
    ['just text\n', /this is not OpenAPI/],
    ['openapi: 3.1.0\npaths: []\n', /paths must be a mapping/]
  ])('is refused when it is %j', async (text, message) => {
    const file = write({ 'openapi.yaml': text })
    await expect(loadContract(file, { lenient: true })).rejects.toThrow(ContractError)
    await expect(loadContract(file, { lenient: true })).rejects.toThrow(message)
  })
})
