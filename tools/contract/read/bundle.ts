import path from 'node:path'
import { makeComponentNames } from './component-names'
import { copyDocument } from './copy-document'
import { makeOrigins } from './origins'
import { isNode, type Node, type Target } from './references'
import { readYamlFile } from './yaml-file'

/** A contract's files as one document of OpenAPI 3.1, in which each reference is `#/components/...`. */
export interface Bundle {
  /** The contract's own file and those that it refers to. */
  files: string[]
  /** The text of all files, as they were when they were read. */
  written: string
  /** As written where it is one file of OpenAPI 3.1. */
  text?: string
  document: Record<string, unknown>
  /** What would be an error in a contract of one's own. */
  problems: string[]
  /** The file that has what is at a path of the document, and the path there. */
  place(path: readonly string[]): { file: string; path: string[] }
  /** `file:line: message` for a path of the document. */
  problem(path: readonly string[], message: string): string
}

/** Reads a contract and the files that it refers to. Throws ContractError for what is not YAML. */
export function bundle(file: string): Bundle {
  const root = readYamlFile(file)
  const parts = new Map([[path.resolve(file), root]])
  const origins = makeOrigins()
  const names = makeComponentNames(root, parts)
  const problems: string[] = []
  const isOld = String((root.value as Node | null)?.openapi).startsWith('3.0')
  const whole: Target = { part: root, path: [], value: root.value }
  const made = copyDocument(whole, {
    ...{ parts, isOld, names, origins },
    report: ({ part, path: keys }, message) => problems.push(part.problem(keys, message))
  })
  const document: Node = {}
  if (isNode(made)) Object.assign(document, made)
  for (const [section, added] of Object.entries(names.added)) {
    const own = (document.components ??= {}) as Record<string, Node>
    own[section] = { ...own[section], ...added }
  }
  if (isOld) document.openapi = '3.1.0'
  origins.mark(document, whole)
  const isWhole = parts.size === 1 && !isOld
  const locate = (keys: readonly string[]) => origins.locate(document, keys) ?? whole
  return {
    files: [...parts.keys()],
    written: Array.from(parts.values(), ({ text }) => text).join('\0'),
    ...(isWhole && { text: root.text }),
    document,
    problems,
    place(keys) {
      const { part, path: keysThere } = locate(keys)
      return { file: part.file, path: keysThere }
    },
    problem(keys, message) {
      const { part, path: keysThere } = locate(keys)
      return part.problem(keysThere, message)
    }
  }
}
