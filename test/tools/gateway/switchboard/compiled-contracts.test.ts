import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCompiledContracts } from '../../../../tools/gateway/switchboard/compiled-contracts'

const folder = mkdtempSync(path.join(tmpdir(), 'compiled contracts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ROOT = `openapi: 3.1.0
info: { title: A shop, version: '1' }
paths: { /items: { $ref: items.yaml } }
`
const items = (operationId: string) => `get:
  operationId: ${operationId}
  responses: { '200': { description: ok, content: { text/plain: { example: ok } } } }
`

it('takes up an edit that is saved while the contract is being compiled', async () => {
  const [file, part] = [path.join(folder, 'openapi.yaml'), path.join(folder, 'items.yaml')]
  writeFileSync(file, ROOT)
  writeFileSync(part, items('listItems'))
  const load = createCompiledContracts(undefined)
  const loading = load(file)
  writeFileSync(part, items('listThings'))
  await loading
  const { contract } = await load(file)
  expect(contract.operations.map(({ operationId }) => operationId)).toEqual(['listThings'])
})
