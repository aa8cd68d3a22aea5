import { below, type Node, type ReportAt, type Target } from './references'
import { type SchemaNode } from './shape'
import { readPattern, upgradeSchema } from './upgrade-schema'

/** Makes the copy of a schema fit into the bundled document; the copy itself is changed. */
export function adaptSchema(
  node: SchemaNode,
  from: Target,
  { isOld, report }: { isOld: boolean; report: ReportAt }
): SchemaNode {
  // each file's references are relative to the document
  for (const key of ['$id', '$schema', '$anchor', '$dynamicAnchor']) delete node[key]
  if (!isOld && 'nullable' in node)
    report(below(from, 'nullable'), "nullable is not in OpenAPI 3.1: write type: [..., 'null']")
  if (typeof node.pattern === 'string') {
    const read = tryPattern(below(from, 'pattern'), node.pattern, report)
    if (read === undefined) delete node.pattern
    else node.pattern = read
  }
  for (const [pattern, schema] of Object.entries(node.patternProperties ?? {})) {
    const known = node.patternProperties as Node
    delete known[pattern]
    const read = tryPattern(below(below(from, 'patternProperties'), pattern), pattern, report)
    if (read !== undefined) known[read] = schema
  }
  return isOld || 'nullable' in node ? upgradeSchema(node) : node
}

function tryPattern(from: Target, pattern: string, report: ReportAt): string | undefined {
  try {
    return readPattern(pattern)
  } catch (error) {
    report(from, `pattern: ${(error as Error).message}`)
    return undefined
  }
}
