import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { readContract } from '../../../tools/contract/read/read-contract'
import { createAjv } from '../../../tools/contract/check/new-ajv'
import { postJson } from '../../support/stack'
import { preferring, ROOT } from './helpers'

const { operations } = readContract(path.join(ROOT, 'gateway-config/openapi.yaml'))
const ajv = createAjv()

let child: ChildProcess
let url: string
// its own process: jest cannot load the generator, which is an ES module
beforeAll(async () => {
  child = spawn(
    process.execPath,
    ['--require', 'tsx/cjs', 'tools/gateway/start.ts', '--port', '0'],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] }
  )
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

describe('a made-up answer', () => {
  it.each(
    operations.filter(({ bodySchema }) => !bodySchema).map((o) => [o.operationId, o] as const)
  )('of %s is always one that its schema allows', async (_name, operation) => {
    for (const [status, schema] of operation.responseSchemas)
      for (let seed = 0; seed < 5; seed++) {
        const response = await fetch(url + operation.path.replace(/\{\w+\}/, '0'.repeat(32)), {
          method: operation.method,
          headers: {
            authorization: 'Bearer any',
            'x-wx-code': 'any',
            prefer: `dynamic=true, code=${status}, seed=${seed}`
          }
        })
        expect(response.status).toBe(status)
        expect(response.headers.get('x-gateway-source')).toBe('mock:dynamic')
        const text = await response.text()
        if (schema) expect(ajv.validate(schema, JSON.parse(text)) || ajv.errorsText()).toBe(true)
        else expect(text).toBe('')
      }
  })

  it('is the same for the same seed, and another one for another', async () => {
    const make = async (seed: string) => (await login(`dynamic, seed=${seed}`)).text()
    const first = await make('a1')
    expect(await make('a1')).toBe(first)
    expect(await make('a2')).not.toBe(first)
  })

  it('is the same for the same request when no seed is given', async () => {
    const make = async (code: string) => (await login('dynamic=true', code)).text()
    const first = await make('x')
    expect(await make('x')).toBe(first)
    expect(await make('y')).not.toBe(first)
  })

  it('says what it did, and refuses a status that the contract does not have', async () => {
    const made = await login('dynamic, code=403, seed=7')
    expect(made.headers.get('preference-applied')).toBe('dynamic=true, code=403, seed=7')
    const refused = await login('dynamic, code=418')
    expect(await refused.json()).toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('login has no answer 418') as string
    })
  })
})
