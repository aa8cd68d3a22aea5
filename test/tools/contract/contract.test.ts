import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readContract } from '../../../tools/contract/read/read-contract'
import { findGaps } from '../../support/contract-gaps'

const ROOT = path.resolve(__dirname, '../../..')

/** npm run contract */
function generate(root: string, ...options: string[]) {
  return spawnSync(
    process.execPath,
    ['--require', 'tsx/cjs', 'tools/contract/generate/generate.ts', ...options],
    { cwd: root, encoding: 'utf8' }
  )
}

const checkGenerated = (root: string) => generate(root, '--check')

describe('the contract', () => {
  it('and the files generated from it agree', () => {
    expect(checkGenerated(ROOT)).toMatchObject({ status: 0, stderr: '' })
  })

  it('is compiled for no option that the compiler does not know', () => {
    const help = generate(ROOT, '--help')
    expect([help.status, help.stdout]).toEqual([
      0,
      expect.stringMatching(/^Usage: npm run contract/)
    ])
    const unknown = generate(ROOT, '--chekc')
    expect([unknown.status, unknown.stdout]).toEqual([1, ''])
    expect(unknown.stderr).toMatch(/^Unknown option '--chekc'/)
  })

  it('has its handler, test, examples and deploy entry for every operation', () => {
    expect(findGaps(ROOT)).toEqual([])
  })

  it('gives every code of its table to some operation or to the door', () => {
    const { operations, codes } = readContract(path.join(ROOT, 'gateway-config/openapi.yaml'))
    const shown = operations.flatMap(({ examples }) =>
      examples.map(({ value }) => (value as { code?: string } | undefined)?.code)
    )
    const atTheDoor = ['NOT_FOUND', 'METHOD_NOT_ALLOWED']
    for (const code of Object.keys(codes)) expect([...shown, ...atTheDoor]).toContain(code)
  })
})

const COPIED = [
  'gateway-config',
  'cloudfunctions',
  'miniprogram/api',
  'deploy/serverless.yml',
  'test/cloudfunctions'
]

describe('on a copy of the project', () => {
  let copy: string
  const contractFile = () => path.join(copy, 'gateway-config/openapi.yaml')
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(path.join(copy, file), change(readFileSync(path.join(copy, file), 'utf8')))
  beforeEach(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'contract-'))
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
    for (const folder of COPIED)
      cpSync(path.join(ROOT, folder), path.join(copy, folder), { recursive: true })
  })
  afterEach(() => rmSync(copy, { recursive: true }))

  it('what a new operation lacks is named', () => {
    edit('gateway-config/openapi.yaml', (text) =>
      text.replace(
        'paths:\n',
        `paths:
  /coupons:
    get:
      operationId: listCoupons
      responses: { '204': { description: none } }
`
      )
    )
    expect(findGaps(copy)).toEqual([
      'listCoupons: no handler cloudfunctions/coupons/list-coupons.ts',
      'listCoupons: cloudfunctions/coupons/index.ts does not serve it',
      'listCoupons: no test test/cloudfunctions/coupons/list-coupons.test.ts',
      'listCoupons: deploy/serverless.yml has no function coupons'
    ])
  })

  it('a generated file that is stale is named', () => {
    edit('gateway-config/openapi.yaml', (text) => text.replace('maxLength: 128', 'maxLength: 64'))
    expect(checkGenerated(copy)).toMatchObject({
      status: 1,
      stderr:
        'gateway-config/generated/validators.js is stale: run `npm run contract`\n' +
        'gateway-config/generated/checked.js is stale: run `npm run contract`\n'
    })
  })

  it('generated files that a merge has broken are made anew', () => {
    const files = ['checked.js', 'validators.js'].map((name) => `gateway-config/generated/${name}`)
    for (const file of files) writeFileSync(path.join(copy, file), '<<<<<<< HEAD\n')
    expect(checkGenerated(copy).status).toBe(1)
    expect(generate(copy).status).toBe(0)
    expect(checkGenerated(copy).status).toBe(0)
  })

  it.each([
    [
      'a response without an example',
      /\n {14}examples:\n {16}alive:[^]*?\n {8}'400'/,
      "\n        '400'",
      /openapi.yaml:\d+: getSession 200 has no named example/
    ],
    [
      'a reference that leads nowhere',
      '#/components/schemas/LoginRequest',
      '#/components/schemas/Nothing',
      /Nothing leads nowhere/
    ],
    [
      'an operation without a name',
      'operationId: login',
      'x-name: login',
      /openapi.yaml:\d+: POST \/login needs an operationId/
    ],
    ['broken YAML', 'paths:', 'paths: [', /openapi.yaml:\d+: /],
    [
      'a code without a meaning',
      '        - INVALID_REQUEST',
      '        - NEW_CODE\n        - INVALID_REQUEST',
      /openapi.yaml:\d+: x-codes lacks NEW_CODE/
    ]
  ])('%s stops the compiler, which names the line', (_what, from, to, message) => {
    edit('gateway-config/openapi.yaml', (text) => text.replace(from, to))
    expect(() => readContract(contractFile())).toThrow(message)
  })
})
