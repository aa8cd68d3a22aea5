import { isDeepStrictEqual } from 'node:util'
import { createTwoFilesPatch } from 'diff'
import { type EnvironmentSettings } from '../../contract/environment-model'
import { type SnapshotContent } from './snapshot'

/** How two versions differ: switches and limits, then functions, then the contract's lines. */
export function describeDifferences(
  [fromName, from]: [string, SnapshotContent],
  [toName, to]: [string, SnapshotContent]
): string[] {
  return [
    ...changes(flatten(from.settings), flatten(to.settings)),
    ...changes(hashes(from.functions), hashes(to.functions)),
    ...contractLines(fromName, from.contract, toName, to.contract)
  ]
}

/** `login.source: mock -> function` */
function changes(from: Record<string, unknown>, to: Record<string, unknown>): string[] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return keys
    .filter((key) => !isDeepStrictEqual(from[key], to[key]))
    .map((key) => `${key}: ${show(from[key])} -> ${show(to[key])}`)
}

function flatten({ routes, ...ofAll }: EnvironmentSettings): Record<string, unknown> {
  const ofRoutes = Object.entries(routes).flatMap(([operationId, settings]) =>
    Object.entries(settings).map(([key, value]) => [`${operationId}.${key}`, value] as const)
  )
  return { ...ofAll, ...Object.fromEntries(ofRoutes) }
}

function hashes(functions: Record<string, string>): Record<string, string> {
  const short = Object.entries(functions).map(([name, hash]) => [
    `function ${name}`,
    hash.slice(0, 12)
  ])
  return Object.fromEntries(short) as Record<string, string>
}

function show(value: unknown): string {
  if (value === undefined) return '(none)'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function contractLines(fromName: string, from: string, toName: string, to: string): string[] {
  if (from === to) return []
  const name = (version: string) => `openapi.yaml (${version})`
  const patch = createTwoFilesPatch(name(fromName), name(toName), from, to, '', '', { context: 2 })
  return patch.trimEnd().split('\n').slice(1)
}
