import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadContract } from '../../../tools/contract'

const ROOT = `openapi: 3.1.0
info: { title: A shop, version: '1' }
paths:
  /wares/{no}: { $ref: 'wares.yaml#/paths/~1wares~1%7Bno%7D' }
x-scenarios:
  wares: { $ref: 'wares.yaml#/x-scenarios/wares' }
components:
  schemas:
    ErrorCode:
      type: string
      enum: [NOT_FOUND]
      x-codes: { NOT_FOUND: { status: 404, retry: 'no', message: Not here } }
`
const WARES = `x-scenarios:
  wares:
    key: { made: no, sent: [path.no] }
    until: end
    data: { no: { random: 32 }, end: { after: 30m } }
    authenticated: bought
    steps:
      buyWare: [{ example: bought, to: bought }]
    fallback: gone
paths:
  /wares/{no}:
    post:
      operationId: buyWare
      security: []
      parameters: [{ name: no, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: It, content: { application/json: { schema: {}, examples: { bought: { value: {} } } } } }
        '409':
          description: Gone
          content:
            application/json:
              schema: { type: object, properties: { code: { $ref: '#/components/schemas/WareCode' } } }
              examples: { gone: { value: { code: SOLD } } }
components:
  schemas:
    WareCode:
      type: string
      enum: [SOLD]
      x-codes: { SOLD: { status: 409, retry: 'no', message: Sold } }
`

let folder: string
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'a contract in parts '))))
afterEach(() => rmSync(folder, { recursive: true }))

function load(wares = WARES) {
  writeFileSync(path.join(folder, 'wares.yaml'), wares)
  writeFileSync(path.join(folder, 'openapi.yaml'), ROOT)
  return loadContract(path.join(folder, 'openapi.yaml'))
}

it("lets a function's file have codes and a scenario of its own", async () => {
  const { codes, scenarios } = await load()
  expect(codes).toMatchObject({ NOT_FOUND: { status: 404 }, SOLD: { status: 409 } })
  expect(scenarios.wares).toMatchObject({ until: 'end' })
})

it("names the line of a function's file that lists a code without its meaning", async () => {
  const without = WARES.replace('[SOLD]', '[SOLD, LOST]')
  await expect(load(without)).rejects.toThrow(/wares.yaml:\d+: x-codes lacks LOST/)
})

it("names the line of a function's file whose scenario has a step for nothing", async () => {
  const wrong = WARES.replace('buyWare: [', 'sellWare: [')
  await expect(load(wrong)).rejects.toThrow(/the contract has no operation sellWare/)
})
