import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readEnvFile } from '../common/env-file'
import { describeUnknown, listExampleNames } from '../common/setting-names'
import { type Project } from '../project'

/** The settings that .env.example lists, as far as the environment has them. */
export function readLocalSettings(project: Pick<Project, 'root'>): Record<string, string> {
  return Object.fromEntries(
    listExampleNames(project.root).flatMap((name) =>
      process.env[name] ? [[name, process.env[name]]] : []
    )
  )
}

/**
 * Adds the settings of .env to this process's environment, which wins. Returns a function that does
 * it again after the file has changed, and returns the names of those that are different then.
 */
export function useDotenv({ root }: Pick<Project, 'root'>): () => string[] {
  const given = { ...process.env }
  const file = path.join(root, '.env')
  let used: Record<string, string> = {}
  const read = () => {
    const written = readEnvFile(file)
    const names = [...new Set([...Object.keys(used), ...Object.keys(written)])]
    const changed = names.filter(
      (name) => given[name] === undefined && used[name] !== written[name]
    )
    for (const name of changed)
      if (written[name] === undefined) delete process.env[name]
      else process.env[name] = written[name]
    used = written
    return changed
  }
  read()
  return read
}

/** Keys for this machine alone. They are kept in `file`, so that tokens outlive a restart. */
export function readLocalKeys(file: string | undefined): Record<string, string> {
  if (file && existsSync(file))
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const newKey = () => `local:${randomBytes(32).toString('base64')}`
  const keys = { TOKEN_KEYS: newKey(), SEALING_KEYS: newKey() }
  if (file) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 })
  }
  return keys
}

/** Settings of npm start itself. */
const OWN_NAMES = ['PORT', 'DATABASE_URL', 'MYSQLD', 'CHROMIUM']

/** One line for each name in .env that nothing here reads, with the nearest one that is read. */
export function findUnknownNames(project: Pick<Project, 'root'>): string[] {
  return describeUnknown(project.root, '.env', [...listExampleNames(project.root), ...OWN_NAMES])
}
