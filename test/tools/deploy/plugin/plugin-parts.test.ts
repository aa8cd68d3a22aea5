import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadPlugin, replace } from '../../../../tools/deploy/plugin/plugin-parts'

let home: string
beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'weapp scf plugin '))))
afterEach(() => rmSync(home, { recursive: true }))

function install(version: string): string {
  const folder = path.join(home, 'node_modules', 'serverless-tencent-scf')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version }))
  return home
}

it('refuses another version of serverless-tencent-scf', () => {
  expect(() => loadPlugin(install('0.1.37'))).toThrow(
    'this plugin repairs serverless-tencent-scf 0.1.36, not 0.1.37'
  )
})

it('refuses to replace a method that does not exist', () => {
  const part = { deploy: () => 'old' }
  expect(() => replace(part, 'deply', () => () => 'new')).toThrow('has no method deply to repair')
  replace(part, 'deploy', (original) => () => `${String(original.call(part))} new`)
  expect(part.deploy()).toBe('old new')
})
