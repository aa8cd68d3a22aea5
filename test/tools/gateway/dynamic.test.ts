import { type ChildProcess, spawn } from 'node:child_process'
import { loadContract } from '../../../tools/contract'
import { createAjv } from '../../../tools/contract/check/schema-compiler'
import { type Operation } from '../../../tools/contract/model'
import { commandLine, isOurs, project } from '../../support/project'
import { postJson } from '../../support/stack'
import { preferring } from './helpers'

const ajv = createAjv()

let child: ChildProcess
let url: string
let operations: Operation[]
beforeAll(async () => {
  operations = (await loadContract(project.contractFile)).operations
  // its own process: jest cannot load the generator, which is an ES module
  child = spawn(process.execPath, commandLine('mock', '--port', '0'), {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  url = await new Promise<string>((resolve) =>
    child.stdout?.on('data', (data: Buffer) => {
      const [found] = /http:\/\/127\S+/.exec(data.toString()) ?? []
      if (found) resolve(found)
    })
  )
})
afterAll(() => child.kill())

const login = (prefer: string, code = 'x') =>
  fetch(`${url}/login`, preferring(prefer, postJson({ code })))

interface Schema {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
}

/** A path with a value for each of its parameters, and for each part of the query that must be. */
function addressOf(path: string, { $defs = {}, properties = {} }: Schema): string {
  const typeOf = (name: string) => {
    const schema = properties.path?.properties?.[name] ?? {}
    return ($defs[schema.$ref?.replace('#/$defs/', '') ?? ''] ?? schema).type
  }
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    typeOf(name) === 'integer' ? '1' : '0'.repeat(32)
  )
  const query = (properties.query?.required ?? []).map((name) => `${name}=a`)
  return query.length ? `${filled}?${query.join('&')}` : filled
}

describe('a made-up answer', () => {
  it('makes up answers that are valid by their schema, for each operation without a request body', async () => {
    const asked = operations.filter((operation) => !operation.body && isOurs(operation.function))
    expect(asked.length).toBeGreaterThan(5)
    for (const { operationId, path, method, responses, parametersSchema } of asked)
      for (const { status, media } of responses)
        for (let seed = 0; seed < 2; seed++) {
          const schema = media.find(({ type }) => type.endsWith('json'))?.schema
          const response = await fetch(url + addressOf(path, parametersSchema), {
            method,
            redirect: 'manual',
            headers: {
              authorization: 'Bearer any',
              'x-wx-code': 'any',
              prefer: `dynamic=true, code=${status}, seed=${seed}`
            }
          })
          const source = response.headers.get('x-gateway-source')
          expect([operationId, response.status, source]).toEqual([
            operationId,
            Number(status),
            'mock:dynamic'
          ])
          const text = await response.text()
          // a plain text has no schema to be valid by
          if (!schema && response.headers.get('content-type')?.startsWith('text/')) continue
          const isValid = schema ? ajv.validate(schema, JSON.parse(text)) : text === ''
          expect([operationId, isValid || ajv.errorsText()]).toEqual([operationId, true])
        }
  })

  it('makes up the same answer for the same seed, and a different one for another', async () => {
    const make = async (seed: string) => (await login(`dynamic, seed=${seed}`)).text()
    const first = await make('a1')
    expect(await make('a1')).toBe(first)
    expect(await make('a2')).not.toBe(first)
  })

  it('makes up the same answer for the same request when no seed is given', async () => {
    const make = async (code: string) => (await login('dynamic=true', code)).text()
    const first = await make('x')
    expect(await make('x')).toBe(first)
    expect(await make('y')).not.toBe(first)
  })

  it('reports what it applied, and refuses a status that the contract does not have', async () => {
    const made = await login('dynamic, code=403, seed=7')
    expect(made.headers.get('preference-applied')).toBe('dynamic=true, code=403, seed=7')
    const refused = await login('dynamic, code=418')
    expect(await refused.json()).toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('login has no answer 418') as string
    })
  })
})
