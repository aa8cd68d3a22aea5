import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openProject } from '../../../tools/project'
import { project } from '../../support/project'

const COPIED = [
  ...['cloudfunctions', 'deploy', 'gateway-config', 'miniprogram', 'mocks', 'sql'],
  ...['package.json', 'tsconfig.json']
]
const LINKED = ['tools', 'node_modules', 'deploy/node_modules']

/** A copy of the project whose files a test may edit; it shares the tools and packages. */
export function copyProject() {
  const root = mkdtempSync(path.join(tmpdir(), 'weapp scf project '))
  for (const name of COPIED)
    cpSync(path.join(project.root, name), path.join(root, name), {
      recursive: true,
      filter: (file) => path.basename(file) !== 'node_modules'
    })
  for (const name of LINKED)
    symlinkSync(path.join(project.root, name), path.join(root, name), 'junction')
  return {
    root,
    project: openProject(root),
    edit(name: string, change: (text: string) => string): void {
      const file = path.join(root, name)
      writeFileSync(file, change(readFileSync(file, 'utf8')))
    },
    remove: () => rmSync(root, { recursive: true, force: true })
  }
}
