/** Picks up what a developer changes while the stack runs, or says what to do about it. */
import path from 'node:path'
import { type FunctionBuild } from '../build'
import { pollFiles, watchFiles } from '../common/watch'
import { isGeneratedFrom, loadContract, loadGenerated } from '../contract'
import { ChangedMigration, migrate } from '../migrations'
import { type Project } from '../project'
import { findUnknownNames, readLocalSettings } from './local-settings'
import { type Stack } from './stack'

interface EditsParts {
  /** Its dist folder is the stack's. */
  project: Project
  stack: Stack
  build: FunctionBuild
  databaseUrl: string
  /** Reads .env again and returns the names of the settings that changed. */
  readDotenv(): string[]
  /** Called after the functions' settings have changed. */
  configured(): void
  log(line: string): void
}

export const RESET_HINT = 'to change it anyway, start with an empty database: npm run db -- reset'

/** Settings that are used once, at the start. */
const USED_AT_START = ['PORT', 'DATABASE_URL']

/** Resolves when changes are seen. */
export async function followEdits(parts: EditsParts): Promise<{ stop(): Promise<void> }> {
  const { project, stack, build, databaseUrl, log } = parts
  const serverlessFile = shown(project, project.serverlessFile)

  function rebuilt(name: string): void {
    stack.scf.reload(name)
    log(`scf       ${name} was rebuilt`)
    if (!stack.scf.has(name))
      log(
        `scf       ${name} has no entry in ${serverlessFile}: npm run contract -- --write adds it`
      )
  }

  async function applyMigrations(): Promise<void> {
    for (const name of await migrate(databaseUrl, project.migrationsDir))
      log(`mysql     applied ${name}`)
  }

  async function configure(): Promise<void> {
    const changed = parts.readDotenv()
    if (changed.length) for (const line of findUnknownNames(project)) log(`settings  ${line}`)
    const standIns = stack.standIns.flatMap(({ settings }) => Object.keys(settings))
    const late = changed.filter((name) => [...USED_AT_START, ...standIns].includes(name))
    if (late.length) log(`settings  restart npm start to use the new ${late.join(', ')}`)
    const settings = { ...readLocalSettings(project), DATABASE_URL: databaseUrl }
    const functions = readServerless(settings)
    parts.configured()
    if (functions.length) log(`scf       ${functions.join(', ')}: new settings`)
  }

  function readServerless(settings: Record<string, string>): string[] {
    try {
      return stack.configure(settings)
    } catch (cause) {
      const { message } = cause as Error
      throw new Error(`${message}\nuntil this is fixed, the previous version stays`, { cause })
    }
  }

  async function checkGenerated(): Promise<void> {
    const generated = loadGenerated(project.generatedDir)
    // the gateway reports a contract that is broken
    const contract = await loadContract(project.contractFile, generated).catch(() => undefined)
    if (contract && !isGeneratedFrom(generated, contract.document))
      throw new Error('the contract has changed: npm run contract passes that on to the functions')
  }

  build.onChange(rebuilt)
  const settingsFiles = [
    project.serverlessFile,
    path.join(project.root, '.env'),
    path.join(project.root, '.env.example')
  ]
  const follow = (name: string, read: () => Promise<void>) =>
    inTurn(reportProblems(read, (line) => log(`${name.padEnd(9)} ${line}`)))
  const watches = [
    watchFiles([project.migrationsDir], follow('mysql', applyMigrations)),
    watchFiles([path.dirname(project.contractFile)], follow('contract', checkGenerated))
  ]
  const polling = pollFiles(() => settingsFiles, follow('scf', configure))
  await Promise.all(watches.map(({ ready }) => ready))
  return {
    async stop() {
      polling.stop()
      await Promise.all(watches.map((watch) => watch.stop()))
    }
  }
}

/** Logs a problem once, however often the file is saved with it. */
function reportProblems(
  work: () => Promise<void>,
  log: (line: string) => void
): () => Promise<void> {
  let reported = ''
  return async () => {
    let problem = ''
    try {
      await work()
    } catch (error) {
      const { message } = error as Error
      problem = error instanceof ChangedMigration ? `${message}; ${RESET_HINT}` : message
    }
    if (problem && problem !== reported) log(problem)
    reported = problem
  }
}

function inTurn(work: () => Promise<void>): () => void {
  let last = Promise.resolve()
  return () => {
    last = last.then(work)
  }
}

function shown({ root }: Project, file: string): string {
  return path.relative(root, file).replaceAll('\\', '/')
}
