import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openProject, type Project } from '../../tools/project'
import { project } from './project'

/** What the owner of a project writes, with the settings of the tools that read it. */
const OWNERS = [
  'cloudfunctions',
  'deploy/serverless.yml',
  'deploy/policy.json',
  'gateway-config',
  'miniprogram',
  'mocks',
  'sql',
  'test/cloudfunctions',
  'test/own-settings.ts',
  'test/support',
  '.env.example',
  'jest.config.cjs',
  'package.json',
  'tsconfig.json'
]

export interface ScratchProject extends Project {
  remove(): void
}

/**
 * A copy of what is the owner's, in a new folder whose path has spaces. The tools and the packages
 * stay where they are: a tool that looks for the project beside itself does not find this one.
 */
export function createScratchProject(): ScratchProject {
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), 'a project of its own '))
  for (const name of OWNERS)
    if (existsSync(path.join(project.root, name)))
      cpSync(path.join(project.root, name), path.join(root, name), { recursive: true })
  for (const name of ['tools', 'node_modules'])
    symlinkSync(path.join(project.root, name), path.join(root, name), 'junction')
  return {
    ...openProject(root),
    remove: () => rmSync(root, { recursive: true, force: true })
  }
}
