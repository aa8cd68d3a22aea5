import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type EnvironmentSettings } from '../../contract/environment-model'
import { type Stage } from '../../contract/stages'

/** What a published environment serves. */
export interface SnapshotContent {
  /** openapi.yaml as it was, comments included. */
  contract: string
  settings: EnvironmentSettings
  /** By name: the SHA-256 of each function's bundle. */
  functions: Record<string, string>
}

interface Manifest {
  environment: Stage
  /** 1, 2, 3 and so on within the environment. */
  version: number
  /** ISO. */
  publishedAt: string
  note: string
  /** By file name: the SHA-256 of its content. */
  files: Record<string, string>
  functions: Record<string, string>
}

export interface Snapshot extends SnapshotContent {
  manifest: Manifest
  /** Of the manifest, and thereby of everything that was published. */
  hash: string
  contractFile: string
}

const CONTRACT = 'openapi.yaml'
const SETTINGS = 'settings.json'
const MANIFEST = 'manifest.json'
const HASH = 'manifest.sha256'

function folderOf(environmentDir: string, version: number): string {
  return path.join(environmentDir, String(version).padStart(4, '0'))
}

/** True once all its files are written. */
export function isComplete(folder: string): boolean {
  return existsSync(path.join(folder, HASH))
}

/** Writes a snapshot into a new folder, as read-only files. Throws EEXIST when the version is taken. */
export function writeSnapshot(
  environmentDir: string,
  about: Omit<Manifest, 'files' | 'functions'>,
  { contract, settings, functions }: SnapshotContent
): void {
  const folder = folderOf(environmentDir, about.version)
  mkdirSync(folder)
  const files = { [CONTRACT]: contract, [SETTINGS]: toText(settings) }
  const manifest: Manifest = { ...about, files: hashAll(files), functions }
  const manifestText = toText(manifest)
  const all = { ...files, [MANIFEST]: manifestText, [HASH]: `${sha256(manifestText)}\n` }
  for (const [name, text] of Object.entries(all)) {
    writeFileSync(path.join(folder, name), text)
    chmodSync(path.join(folder, name), 0o444)
  }
}

/** Throws an Error that names the file that is missing or was changed since it was published. */
export function readSnapshot(environmentDir: string, version: number): Snapshot {
  const folder = folderOf(environmentDir, version)
  const read = (name: string) => {
    const file = path.join(folder, name)
    if (!existsSync(file))
      throw new Error(`${file} is missing: the published version is not complete`)
    return readFileSync(file, 'utf8')
  }
  const hash = read(HASH).trim()
  const manifestText = read(MANIFEST)
  refuseChanged(path.join(folder, MANIFEST), manifestText, hash)
  const manifest = JSON.parse(manifestText) as Manifest
  const texts = Object.entries(manifest.files).map(([name, wanted]) => {
    const text = read(name)
    refuseChanged(path.join(folder, name), text, wanted)
    return [name, text] as const
  })
  const files = Object.fromEntries(texts)
  return {
    manifest,
    hash,
    contractFile: path.join(folder, CONTRACT),
    contract: files[CONTRACT] ?? '',
    settings: JSON.parse(files[SETTINGS] ?? '{}') as EnvironmentSettings,
    functions: manifest.functions
  }
}

/** In hexadecimal digits. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function toText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function hashAll(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)]))
}

function refuseChanged(file: string, text: string, wanted: string): void {
  if (sha256(text) === wanted) return
  throw new Error(
    `${file} was changed after it was published (its SHA-256 is not ${wanted.slice(0, 12)}…): ` +
      'roll back to another version, or publish again'
  )
}
