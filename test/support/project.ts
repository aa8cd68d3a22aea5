import {
  spawn,
  type SpawnOptions,
  spawnSync,
  type SpawnSyncOptionsWithStringEncoding
} from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { openProject, type Project } from '../../tools/project'

/** This project, as the tests see it. */
export const project: Project = openProject(path.resolve(__dirname, '../..'))

/** The arguments with which Node runs a command of the command line, in whatever project's folder. */
export function commandLine(name: string, ...args: string[]): string[] {
  return [
    '--import',
    pathToFileURL(createRequire(__filename).resolve('tsx')).href,
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

/**
 * Runs a command to its end while this process stays awake. A test that also holds connections needs
 * this: one that sleeps meanwhile sends its next request on a connection that was closed long ago.
 */
export async function runCommandBeside(name: string, args: string[], options: SpawnOptions) {
  const child = spawn(process.execPath, commandLine(name, ...args), { ...options, stdio: 'pipe' })
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (data: Buffer) => (stdout += data.toString()))
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, stdout, stderr }
}

const OUR_FUNCTIONS = [
  ...['login', 'session', 'user', 'wechat', 'go', 'shop', 'pay'],
  ...['janitor', 'events', 'files']
]

/** Whether a function is one of this project's: nothing is known of those that an owner adds. */
export function isOurs(functionName: string): boolean {
  return OUR_FUNCTIONS.includes(functionName)
}
