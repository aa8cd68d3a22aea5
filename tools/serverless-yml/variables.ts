import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isScalar, type Scalar, visit } from 'yaml'
import { type Stage } from '../contract/stages'
import { openYaml } from './yaml-file'

/** `${env:NAME}`, `${opt:region, 'ap-beijing'}`, `${sls:stage}`, `${file(../package.json):name}` */
const VARIABLE = /\$\{(env|opt|sls|file\([^(){}]+\.json\)):([\w-]+)(?:, *([^{}]*))?\}/g

export interface NeededSetting {
  name: string
  /** The first line that uses it, as "deploy/serverless.yml:14" */
  place: string
}

/** The settings that the file takes from the environment and has no fallback for. */
export function listNeededSettings(serverlessFile: string): NeededSetting[] {
  const { document, file, text } = openYaml(serverlessFile)
  const needed = new Map<string, NeededSetting>()
  visitTexts(document, ({ value, range }) => {
    for (const [, source, name = '', fallback] of value.matchAll(VARIABLE))
      if (source === 'env' && fallback === undefined && !needed.has(name))
        needed.set(name, { name, place: `${file}:${lineAt(text, range?.[0])}` })
  })
  return [...needed.values()]
}

function lineAt(text: string, offset = 0): number {
  return text.slice(0, offset).split('\n').length
}

/** Every name that the file takes from the environment. */
export function listEnvNames(serverlessFile: string): string[] {
  const names = new Set<string>()
  visitTexts(openYaml(serverlessFile).document, ({ value }) => {
    for (const [, source, name = ''] of value.matchAll(VARIABLE))
      if (source === 'env') names.add(name)
  })
  return [...names]
}

interface VariableSources {
  stage: Stage
  settings: Record<string, string | undefined>
  /** The one that the paths of `${file(...)}` start from: serverless.yml's */
  folder: string
}

/**
 * Fills in the variables of the whole document. A setting with neither a value nor a fallback is
 * empty; any other such variable stays as it is.
 */
export function fillVariables(
  document: Document,
  { stage, settings, folder }: VariableSources
): void {
  function valueOf(source: string, name: string): string | undefined {
    if (source === 'env') return settings[name]
    if (source.startsWith('file(')) return readText(join(folder, source.slice(5, -1)), name)
    return name === 'stage' ? stage : undefined
  }

  function fill(variable: string, source: string, name: string, fallback?: string): string {
    const unquoted = fallback?.replace(/^(['"])(.*)\1$/, '$2')
    return valueOf(source, name) ?? unquoted ?? (source === 'env' ? '' : variable)
  }

  visitTexts(document, (scalar) => {
    scalar.value = scalar.value.replace(VARIABLE, fill)
  })
}

/** A text at the top of a JSON file; undefined where there is none of this name, or no file. */
function readText(file: string, name: string): string | undefined {
  if (!existsSync(file)) return undefined
  const value = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : undefined
}

function visitTexts(document: Document, see: (scalar: Scalar<string>) => void): void {
  visit(document, (_key, node) => {
    if (isScalar(node) && typeof node.value === 'string') see(node as Scalar<string>)
  })
}
