import path from 'node:path'
import { ContractError, readPointer, readYamlFile, type YamlFile } from './yaml-file'

/** A place in one of a contract's files, and what is there. */
export interface Target {
  part: YamlFile
  path: string[]
  value: unknown
}

/** Reports what is wrong at a place in one of the files. */
export type ReportAt = (target: Target, message: string) => void

export type Node = Record<string, unknown>
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}

/** What a place has under a key. */
export function below({ part, path: keys, value }: Target, key: string): Target {
  return { part, path: [...keys, key], value: (value as Node)[key] }
}

export function idOf({ part, path: keys }: Target): string {
  return `${part.file}#/${keys.join('/')}`
}

/** The file and the path that a `$ref` names. Throws what is wrong with it. */
export function readReference(
  parts: Map<string, YamlFile>,
  from: YamlFile,
  ref: string
): { part: YamlFile; keys: string[] } {
  if (/^([a-z][a-z0-9+.-]+:|\/\/)/i.test(ref))
    throw new Error('is not a file of the project: only files beside this one are read')
  const [name = '', fragment = ''] = ref.split('#')
  if (fragment && !fragment.startsWith('/'))
    throw new Error('is an anchor, which is not supported: write #/...')
  const part = name ? readPart(parts, path.join(path.dirname(from.file), decode(name))) : from
  return { part, keys: readPointer(decode(fragment)) }
}

function readPart(parts: Map<string, YamlFile>, file: string): YamlFile {
  const known = parts.get(path.resolve(file))
  if (known) return known
  try {
    const part = readYamlFile(file)
    parts.set(path.resolve(file), part)
    return part
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    throw new Error(`cannot be read: ${error.message}`, { cause: error })
  }
}

/** What is at a path, through the references on the way. Throws what is wrong with it. */
export function followPointer(
  parts: Map<string, YamlFile>,
  { part, keys }: { part: YamlFile; keys: string[] },
  depth = 0
): Target {
  if (depth > 100) throw new Error('refers to itself')
  let target: Target = { part, path: [], value: part.value }
  for (const key of keys) {
    const { value: node } = target
    if (isNode(node) && !(key in node) && typeof node.$ref === 'string')
      target = followPointer(parts, readReference(parts, target.part, node.$ref), depth + 1)
    if (!isNode(target.value)) throw new Error('refers to nothing')
    target = below(target, key)
  }
  if (target.value === undefined || target.value === null) throw new Error('refers to nothing')
  return target
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
