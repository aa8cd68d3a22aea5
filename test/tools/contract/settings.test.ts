import { readFileSync, writeFileSync } from 'node:fs'
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
import { integer, matching } from '../shared/settings/setting-rules'

export const supplier = part({
  needs: {},
  settings: (read) => ({
    key: read('SUPPLIER_KEY', '32 hexadecimal digits', matching(/^[0-9a-f]{32}$/)),
    tries: read('SUPPLIER_TRIES', 'a number up to 5', integer(1, 5), '3')
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
    'SUPPLIER_KEY: deploy/serverless.yml lacks it',
    'SUPPLIER_TRIES: deploy/serverless.yml lacks it'
  ])
  const before = readFileSync(copy.serverlessFile, 'utf8').split('\n')
  writeSettings(copy)
  expect(listSettingGaps(copy)).toEqual([])
  const example = readFileSync(path.join(copy.root, '.env.example'), 'utf8')
  expect(example).toMatch(
    /\n# 32 hexadecimal digits\nSUPPLIER_KEY=\n\n# a number up to 5\nSUPPLIER_TRIES=3\n$/
  )
  const after = readFileSync(copy.serverlessFile, 'utf8').split('\n')
  expect(after.filter((line) => !before.includes(line))).toEqual([
    '        SUPPLIER_KEY: ${env:SUPPLIER_KEY}',
    "        SUPPLIER_TRIES: ${env:SUPPLIER_TRIES, '3'}"
  ])
})
