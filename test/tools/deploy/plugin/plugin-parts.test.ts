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
  return path.join(home, 'package.json')
}

it('another version of the plugin is refused: its inside is not known', () => {
  expect(() => loadPlugin(install('0.1.37'))).toThrow(
    'tencent-compat repairs serverless-tencent-scf 0.1.36, not 0.1.37'
  )
})

it('a method that is not there is no patch that silently does nothing', () => {
  const part = { deploy: () => 'old' }
  expect(() => replace(part, 'deply', () => () => 'new')).toThrow('has no method deply to repair')
  replace(part, 'deploy', (original) => () => `${String(original.call(part))} new`)
  expect(part.deploy()).toBe('old new')
})
