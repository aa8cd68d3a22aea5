import { type Document, isScalar, type Scalar, visit } from 'yaml'
import { type Stage } from '../contract/stages'
import { openYaml } from './yaml-file'

/** `${env:NAME}`, `${opt:region, 'ap-beijing'}`, `${sls:stage}` */
const VARIABLE = /\$\{(env|opt|sls):([\w-]+)(?:, *([^{}]*))?\}/g

export interface NeededSetting {
  name: string
  /** The first line that uses it, as "deploy/serverless.yml:14" */
  place: string
}

/** The settings that the file takes from the environment and has no fallback for. */
export function listNeededSettings(serverlessFile: string): NeededSetting[] {
  const { document, placeOf } = openYaml(serverlessFile)
  const needed = new Map<string, NeededSetting>()
  visitTexts(document, ({ value, range }) => {
    for (const [, source, name = '', fallback] of value.matchAll(VARIABLE))
      if (source === 'env' && fallback === undefined && !needed.has(name))
        needed.set(name, { name, place: placeOf(range?.[0] ?? 0) })
  })
  return [...needed.values()]
}

/**
 * Fills in the variables of the whole document. A setting with neither a value nor a fallback is
 * empty; any other such variable stays as it is.
 */
export function fillVariables(
  document: Document.Parsed,
  { stage, settings }: { stage: Stage; settings: Record<string, string | undefined> }
): void {
  function valueOf(source: string, name: string): string | undefined {
    if (source === 'env') return settings[name]
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

function visitTexts(document: Document.Parsed, see: (scalar: Scalar<string>) => void): void {
  visit(document, (_key, node) => {
    if (isScalar(node) && typeof node.value === 'string') see(node as Scalar<string>)
  })
}
