import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findGaps } from '../../../tools/contract/check/find-gaps'
import { project, runCommand } from '../../support/project'
import { createScratchProject, type ScratchProject } from '../../support/scratch-project'

let copy: ScratchProject
beforeEach(() => (copy = createScratchProject()))
afterEach(() => copy.remove())

const read = (file: string) => readFileSync(path.join(copy.root, file), 'utf8')
const contract = (...args: string[]) => runCommand('contract', args, { cwd: copy.root })

/** Adds operations without parameters to the contract. */
function describeOperations(operations: Record<string, string>): void {
  const paths = Object.entries(operations).map(
    ([operationId, address]) => `  ${address}:
    get:
      operationId: ${operationId}
      summary: New
      responses: { '204': { description: none } }
`
  )
  const text = readFileSync(copy.contractFile, 'utf8')
  writeFileSync(copy.contractFile, text.replace('\npaths:\n', `\npaths:\n${paths.join('')}`))
}

it('names what described operations lack, and says what writes it', () => {
  describeOperations({ listVouchers: '/vouchers' })
  expect(contract()).toMatchObject({
    status: 0,
    stderr: `listVouchers: no handler cloudfunctions/vouchers/list-vouchers.ts
listVouchers: cloudfunctions/vouchers/index.ts does not serve it
listVouchers: no test test/cloudfunctions/vouchers/list-vouchers.test.ts
listVouchers: deploy/serverless.yml has no function vouchers
npm run contract -- --write writes what is missing
`
  })
})

it('writes all that new operations lack, as code that compiles', async () => {
  describeOperations({
    listVouchers: '/vouchers',
    findVoucher: '/vouchers/best',
    exportSession: '/session/export'
  })
  const before = read('deploy/serverless.yml')
  const { status, stdout, stderr } = contract('--write')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('wrote cloudfunctions/vouchers/list-vouchers.ts\n')
  expect(await findGaps(copy)).toEqual([])
  expect(read('cloudfunctions/vouchers/index.ts'))
    .toBe(`import { serve } from '../shared/http/serve'
import { findVoucher } from './find-voucher'
import { listVouchers } from './list-vouchers'

export const { main_handler } = serve({ listVouchers, findVoucher })
`)
  expect(read('cloudfunctions/session/index.ts')).toMatch(/revokeSession,\n {2}exportSession\n\}\)/)
  expect(read('deploy/serverless.yml')).toBe(`${before}  vouchers:
    handler: vouchers.main_handler
    type: web
    instanceConcurrency: 50
    reservedInstances: 1
    events:
      - { http: { name: vouchers-url, parameters: { authType: NONE } } }
`)
  const tsc = path.join(project.root, 'node_modules/typescript/bin/tsc')
  const types = spawnSync(process.execPath, [tsc, '-p', copy.root], { encoding: 'utf8' })
  const isOurs = (line: string) => /voucher|session\/(index|export)/.test(line)
  expect(types.stdout.split('\n').filter(isOurs)).toEqual([])
}, 120_000)

it('keeps every file that exists', () => {
  describeOperations({ listVouchers: '/vouchers' })
  contract('--write')
  const handler = 'cloudfunctions/vouchers/list-vouchers.ts'
  writeFileSync(path.join(copy.root, handler), '// mine\n')
  describeOperations({ countVouchers: '/vouchers/count' })
  expect(contract('--write')).toMatchObject({ status: 0, stderr: '' })
  expect(read(handler)).toBe('// mine\n')
  expect(read('deploy/serverless.yml').match(/vouchers\.main_handler/g)).toHaveLength(1)
  expect(contract('--write').stdout).not.toMatch(/wrote (cloudfunctions|deploy|test)/)
})

it('takes an operation that is commented out for one that is not served', async () => {
  const file = path.join(copy.functionsDir, 'user/index.ts')
  const text = readFileSync(file, 'utf8').replace('  saveProfile,\n', '  // saveProfile,\n')
  writeFileSync(file, text)
  expect(await findGaps(copy)).toEqual([
    'saveProfile: cloudfunctions/user/index.ts does not serve it'
  ])
  expect(contract('--write')).toMatchObject({ status: 0, stderr: '' })
  expect(read('cloudfunctions/user/index.ts')).toMatch(/,\n {2}saveProfile\n/)
})

it('refuses to rewrite a serverless.yml whose other lines would change', () => {
  describeOperations({ listVouchers: '/vouchers' })
  writeFileSync(copy.serverlessFile, 'functions: {login:    {handler: login.main_handler}}\n')
  const { status, stderr } = contract('--write')
  expect(status).toBe(1)
  expect(stderr).toMatch(/cannot be extended .*: add an entry for the function vouchers by hand/)
})
