import { spawnSync, type SpawnSyncOptionsWithStringEncoding } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { openProject, type Project } from '../../tools/project'

/** This project, as the tests see it. */
export const project: Project = openProject(path.resolve(__dirname, '../..'))

/** The arguments with which Node runs a command of the command line, in whatever project's folder. */
export function commandLine(name: string, ...args: string[]): string[] {
  return [
    '--import',
    pathToFileURL(require.resolve('tsx')).href,
    path.join(project.root, 'tools/cli.ts'),
    name,
    ...args
  ]
}

/** Runs a command to its end, in this project's folder unless said otherwise. */
export function runCommand(
  name: string,
  args: string[] = [],
  options: Partial<SpawnSyncOptionsWithStringEncoding> = {}
) {
  return spawnSync(process.execPath, commandLine(name, ...args), {
    cwd: project.root,
    encoding: 'utf8',
    ...options
  })
}
