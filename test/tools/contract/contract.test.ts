import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadContract, loadGenerated, loadValidators } from '../../../tools/contract'
import { findGaps } from '../../../tools/contract/check/find-gaps'
import { openProject, type Project } from '../../../tools/project'
import { project, runCommand } from '../../support/project'

describe('the project', () => {
  it('has up-to-date generated files', () => {
    expect(runCommand('contract', ['--check'])).toMatchObject({ status: 0, stderr: '' })
  })

  it('has handler, test, examples and deploy entry for every operation', async () => {
    expect(await findGaps(project)).toEqual([])
  })

  it('uses every code in some operation or before the route is known', async () => {
    const { operations, codes } = await loadContract(project.contractFile)
    const shown = operations.flatMap(({ examples }) =>
      examples.map(({ value }) => (value as { code?: string } | undefined)?.code)
    )
    const beforeTheRoute = ['NOT_FOUND', 'METHOD_NOT_ALLOWED']
    // shared/ keeps its codes where an owner has removed the phone number or the shop
    const has = (id: string) => operations.some(({ operationId }) => operationId === id)
    const unused = [
      ...(has('bindPhone') ? [] : ['PHONE_CODE_INVALID', 'PHONE_NOT_RECORDED']),
      ...(has('payNotify') ? [] : ['SIGNATURE_INVALID', 'PAY_UNAVAILABLE'])
    ]
    for (const code of Object.keys(codes))
      expect([...shown, ...beforeTheRoute, ...unused]).toContain(code)
  })
})

it('prints help, and refuses an unknown option', () => {
  const help = runCommand('contract', ['--help'])
  expect(help).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage: npm run contract/) as string
  })
  const unknown = runCommand('contract', ['--chekc'])
  expect(unknown).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Unknown option '--chekc'/) as string
  })
})

it('loads the schema compiler, which is slow to load, only without fitting generated files', () => {
  const script = (generatedDir: string) => `
    const { loadContract, loadGenerated } = require(${JSON.stringify(require.resolve('../../../tools/contract'))})
    loadContract(${JSON.stringify(project.contractFile)}, loadGenerated(${JSON.stringify(generatedDir)})).then(() =>
      console.log(Object.keys(require.cache).some((file) => /node_modules.ajv\\b/.test(file))))`
  const tsx = pathToFileURL(require.resolve('tsx')).href
  const loadsCompiler = (generatedDir: string) =>
    spawnSync(process.execPath, ['--import', tsx, '-e', script(generatedDir)], { encoding: 'utf8' })
  expect(loadsCompiler(project.generatedDir)).toMatchObject({ stdout: 'false\n', stderr: '' })
  expect(loadsCompiler('no such folder')).toMatchObject({ stdout: 'true\n', stderr: '' })
})

const COPIED = [
  'package.json',
  'gateway-config',
  'cloudfunctions',
  'miniprogram/api',
  'deploy/serverless.yml',
  'test/cloudfunctions'
]

describe('on a copy of the project', () => {
  let copy: Project
  beforeEach(() => {
    const root = mkdtempSync(path.join(tmpdir(), 'contract-'))
    symlinkSync(
      path.join(project.root, 'node_modules'),
      path.join(root, 'node_modules'),
      'junction'
    )
    for (const name of COPIED)
      cpSync(path.join(project.root, name), path.join(root, name), { recursive: true })
    copy = openProject(root)
  })
  afterEach(() => rmSync(copy.root, { recursive: true }))

  const generate = (...options: string[]) => runCommand('contract', options, { cwd: copy.root })
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(file, change(readFileSync(file, 'utf8')))
  /** Edits the first of the contract's files that has something to replace. */
  const editContract = (from: string | RegExp, to: string) => {
    const folder = path.dirname(copy.contractFile)
    for (const name of ['openapi', 'login', 'session', 'user', 'shared']) {
      const file = path.join(folder, `${name}.yaml`)
      const text = readFileSync(file, 'utf8')
      if (text.replace(from, to) === text) continue
      writeFileSync(file, text.replace(from, to))
      return
    }
    throw new Error(`no file of the contract has ${from}`)
  }
  const narrowCode = () => editContract(/maxLength: 128\n/, 'maxLength: 64\n')
  const breakGenerated = () => {
    for (const name of ['checked.js', 'request-validators/login.js'])
      writeFileSync(path.join(copy.generatedDir, name), '<<<<<<< HEAD\n')
  }
  const accepts = async (code: string) => {
    const generated = loadGenerated(copy.generatedDir)
    const contract = await loadContract(copy.contractFile, generated)
    const { loginBody } = await loadValidators(contract, generated)
    return loginBody?.({ code })
  }

  it('names what a new operation lacks', async () => {
    edit(copy.contractFile, (text) =>
      text.replace(
        'paths:\n',
        `paths:
  /vouchers:
    get:
      operationId: listVouchers
      responses: { '204': { description: none } }
`
      )
    )
    expect(await findGaps(copy)).toEqual([
      'listVouchers: no handler cloudfunctions/vouchers/list-vouchers.ts',
      'listVouchers: cloudfunctions/vouchers/index.ts does not serve it',
      'listVouchers: no test test/cloudfunctions/vouchers/list-vouchers.test.ts',
      'listVouchers: deploy/serverless.yml has no function vouchers'
    ])
  })

  it('names stale generated files', () => {
    narrowCode()
    expect(generate('--check')).toMatchObject({
      status: 1,
      stderr:
        'gateway-config/generated/request-validators/login.js is stale: run `npm run contract`\n' +
        'gateway-config/generated/checked.js is stale: run `npm run contract`\n'
    })
  })

  it('writes what has changed, and nothing where all is up to date', () => {
    narrowCode()
    expect(generate().stdout).toBe(
      'wrote gateway-config/generated/request-validators/login.js\n' +
        'wrote gateway-config/generated/checked.js\n'
    )
    expect(generate().stdout).toBe('what is generated is up to date\n')
  })

  it('regenerates the same files after a merge broke them', () => {
    breakGenerated()
    expect(generate('--check').status).toBe(1)
    expect(generate().status).toBe(0)
    expect(generate('--check').status).toBe(0)
    for (const name of ['checked.js', 'request-validators/login.js', 'request-validators.d.ts'])
      expect(readFileSync(path.join(copy.generatedDir, name), 'utf8')).toBe(
        readFileSync(path.join(project.generatedDir, name), 'utf8')
      )
  })

  it('removes what is generated no longer', () => {
    writeFileSync(path.join(copy.generatedDir, 'request-validators', 'vouchers.js'), '')
    const leftOver = 'gateway-config/generated/request-validators/vouchers.js'
    expect(generate('--check')).toMatchObject({
      status: 1,
      stderr: `${leftOver} is no longer generated: run \`npm run contract\`\n`
    })
    expect(generate().stdout).toContain(`removed ${leftOver}`)
    expect(generate('--check').status).toBe(0)
  })

  it('compiles validators when generated files are broken, missing or stale', async () => {
    const code = 'x'.repeat(100)
    expect(await accepts(code)).toBe(true)
    narrowCode()
    expect(await accepts(code)).toBe(false)
    breakGenerated()
    expect(loadGenerated(copy.generatedDir)).toBeUndefined()
    expect(await accepts(code)).toBe(false)
    rmSync(copy.generatedDir, { recursive: true })
    expect(await accepts(code)).toBe(false)
  })

  it('does not start a gateway with a bad contract', () => {
    editContract('tags: [session]', 'tags: session')
    const { status, stderr } = runCommand('mock', [], { cwd: copy.root })
    expect(stderr).toMatch(/login\.yaml:\d+: paths\.\/login\.post\.tags: must be array/)
    expect(status).toBe(1)
  })

  it.each([
    [
      'a response without an example',
      /\n {14}examples:\n {16}alive:[^]*?\n {8}'400'/,
      "\n        '400'",
      /session.yaml:\d+: getSession 200 has no named example/
    ],
    [
      'a reference to nothing',
      '#/components/schemas/LoginRequest',
      '#/components/schemas/Nothing',
      /login.yaml:\d+: \$ref #\/components\/schemas\/Nothing refers to nothing/
    ],
    [
      'an operation without a name',
      'operationId: login',
      'x-name: login',
      /login.yaml:\d+: POST \/login needs an operationId/
    ],
    ['broken YAML', 'paths:', 'paths: [', /openapi.yaml:\d+: /],
    [
      'a code without a meaning',
      '        - INVALID_REQUEST',
      '        - NEW_CODE\n        - INVALID_REQUEST',
      /shared.yaml:\d+: x-codes lacks NEW_CODE/
    ]
  ])('refuses %s, and names the line', async (_what, from, to, message) => {
    editContract(from, to)
    await expect(loadContract(copy.contractFile)).rejects.toThrow(message)
  })
})
