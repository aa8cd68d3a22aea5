import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Where a project keeps its owner's files and what is made from them. All paths are absolute. */
export interface Project {
  root: string
  /** From package.json; it names the deployed service too. */
  name: string
  miniprogramDir: string
  contractFile: string
  environmentsFile: string
  /** Written by `npm run contract`, committed. */
  generatedDir: string
  /** One folder per function, and what they share. */
  functionsDir: string
  migrationsDir: string
  /** Stand-ins for the outside world, one folder each. */
  mocksDir: string
  deployDir: string
  serverlessFile: string
  testDir: string
  /** The built functions. */
  distDir: string
  /** What stays on this machine: databases, published versions, downloaded programs. */
  localDir: string
}

/**
 * Opens the project in a folder: the one that a command is started in, unless said otherwise. The
 * tools take every path of a project from here. Throws an Error when the folder has no package.json.
 */
export function openProject(folder = process.cwd()): Project {
  const root = path.resolve(folder)
  const inside = (...names: string[]) => path.join(root, ...names)
  return {
    root,
    name: readName(inside('package.json')),
    miniprogramDir: inside('miniprogram'),
    contractFile: inside('gateway-config', 'openapi.yaml'),
    environmentsFile: inside('gateway-config', 'environments.yaml'),
    generatedDir: inside('gateway-config', 'generated'),
    functionsDir: inside('cloudfunctions'),
    migrationsDir: inside('sql'),
    mocksDir: inside('mocks'),
    deployDir: inside('deploy'),
    serverlessFile: inside('deploy', 'serverless.yml'),
    testDir: inside('test'),
    distDir: inside('dist'),
    localDir: inside('.local')
  }
}

function readName(file: string): string {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name
  } catch (cause) {
    throw new Error(`${file} cannot be read: start commands in the project's folder`, { cause })
  }
}
