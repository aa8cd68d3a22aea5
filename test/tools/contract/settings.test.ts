import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  listDeclaredSettings,
  listSettingGaps
} from '../../../tools/contract/check/declared-settings'
import { writeSettings } from '../../../tools/contract/write/write-settings'
import { project } from '../../support/project'
import { createScratchProject, type ScratchProject } from '../../support/scratch-project'

let copy: ScratchProject
beforeEach(() => (copy = createScratchProject()))
afterEach(() => copy.remove())

const PART = `import { part } from '../shared/parts/part'
import { integer, matching, secret } from '../shared/settings/setting-rules'

const USUAL_TRIES = '3'

export const supplier = part({
  needs: {},
  settings: (read) => ({
    /** Signs what we order. */
    key: read('SUPPLIER_KEY', '32 hexadecimal digits', secret(matching(/^[0-9a-f]{32}$/))),
    // how often an order is sent
    // before a person looks
    tries: read('SUPPLIER_TRIES', 'a number up to 5', integer(1, 5), '3'),
    pause: read('SUPPLIER_PAUSE', 'seconds', integer(1, 5), USUAL_TRIES)
  }),
  make: (_parts, settings) => settings
})
`

it('finds every setting of the functions in .env.example and serverless.yml', () => {
  const names = listDeclaredSettings(project).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['WECHAT_APPID', 'DATABASE_URL', 'TOKEN_SECONDS']))
  expect(listSettingGaps(project)).toEqual([])
})

it('names where a setting of one function is missing, and writes it there', () => {
  writeFileSync(path.join(copy.functionsDir, 'user/supplier.ts'), PART)
  expect(listSettingGaps(copy).map(({ text }) => text)).toEqual([
    'SUPPLIER_KEY: .env.example lacks it',
    'SUPPLIER_TRIES: .env.example lacks it',
    'SUPPLIER_PAUSE: .env.example lacks it',
    'SUPPLIER_KEY: deploy/serverless.yml lacks it',
    'SUPPLIER_TRIES: deploy/serverless.yml lacks it',
    'SUPPLIER_PAUSE: deploy/serverless.yml lacks it'
  ])
  const before = readFileSync(copy.serverlessFile, 'utf8').split('\n')
  writeSettings(copy)
  expect(listSettingGaps(copy)).toEqual([])
  const example = readFileSync(path.join(copy.root, '.env.example'), 'utf8')
  expect(example.slice(example.indexOf('\n# Signs'))).toBe(`
# Signs what we order: 32 hexadecimal digits. Secret: never commit it
SUPPLIER_KEY=

# how often an order is sent before a person looks: a number up to 5
SUPPLIER_TRIES=3

# seconds
SUPPLIER_PAUSE=
`)
  const after = readFileSync(copy.serverlessFile, 'utf8').split('\n')
  expect(after.filter((line) => !before.includes(line))).toEqual([
    '        # Signs what we order: 32 hexadecimal digits. Secret: never commit it',
    '        SUPPLIER_KEY: ${env:SUPPLIER_KEY}',
    '        # how often an order is sent before a person looks: a number up to 5',
    "        SUPPLIER_TRIES: ${env:SUPPLIER_TRIES, '3'}",
    '        # seconds',
    "        SUPPLIER_PAUSE: ${env:SUPPLIER_PAUSE, ''}"
  ])
})

it('asks for what shared/ reads only where a function imports it', () => {
  const folder = path.join(copy.functionsDir, 'shared/supplier')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'supplier.ts'), PART)
  expect(listSettingGaps(copy)).toEqual([])
  writeFileSync(path.join(folder, 'orders.ts'), "export * from './supplier'\n")
  const user = path.join(copy.functionsDir, 'user/index.ts')
  writeFileSync(user, `${readFileSync(user, 'utf8')}import '../shared/supplier/orders'\n`)
  expect(listSettingGaps(copy)[0]?.text).toBe('SUPPLIER_KEY: .env.example lacks it')
})

it('knows which settings are secrets', () => {
  const names = listDeclaredSettings(project).flatMap(({ name, isSecret }) =>
    isSecret ? name : []
  )
  expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'WECHAT_APP_SECRET', 'TOKEN_KEYS']))
  expect(names).not.toEqual(expect.arrayContaining(['WECHAT_APPID']))
})
