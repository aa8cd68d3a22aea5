import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Project } from '../project'

/** The settings that .env.example lists, as far as the environment has them. */
export function readLocalSettings({ root }: Pick<Project, 'root'>): Record<string, string> {
  const example = readFileSync(path.join(root, '.env.example'), 'utf8')
  const names = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? '')
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
  )
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
