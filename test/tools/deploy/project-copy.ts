import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../../..')
const COPIED = [
  ...['cloudfunctions', 'deploy', 'gateway-config', 'miniprogram', 'mocks', 'sql'],
  'package.json'
]

/** The project as far as it is deployed, copied, so that a test may edit its files. */
export function copyProject() {
  const root = mkdtempSync(path.join(tmpdir(), 'weapp scf project '))
  for (const name of COPIED)
    cpSync(path.join(ROOT, name), path.join(root, name), {
      recursive: true,
      filter: (file) => path.basename(file) !== 'node_modules'
    })
  for (const folder of ['', 'deploy'])
    symlinkSync(
      path.join(ROOT, folder, 'node_modules'),
      path.join(root, folder, 'node_modules'),
      'junction'
    )
  return {
    root,
    edit(name: string, change: (text: string) => string): void {
      const file = path.join(root, name)
      writeFileSync(file, change(readFileSync(file, 'utf8')))
    },
    remove: () => rmSync(root, { recursive: true, force: true })
  }
}
