import path from 'node:path'
import { format, type Options, resolveConfig } from 'prettier'
import { findServed } from '../check/served-operations'
import { fileNameOf } from '../door/handler-file'

const NEW = `import { serve } from '../shared/http/serve'

export const { main_handler } = serve({})
`

/** Of a project without a style of its own. */
const STYLE: Options = { semi: false, singleQuote: true, printWidth: 100, trailingComma: 'none' }

/**
 * The text of a function's index.ts with one more operation: its import after the others, its name
 * as the last one that is served. Rejects with an Error when the file has no `serve({ ... })`.
 */
export async function addOperation(
  file: string,
  text: string | undefined,
  operationId: string
): Promise<string> {
  const before = text ?? NEW
  const served = findServed(before)
  const from = `./${fileNameOf(operationId)}`
  const shown = `${path.basename(path.dirname(file))}/index.ts`
  if (!served)
    throw new Error(`${shown} has no serve({ ... }): add ${operationId} of ${from} by hand`)
  const last = served.properties.at(-1)
  const at = last ? last.getEnd() : served.getStart() + 1
  const withName = `${before.slice(0, at)}${last ? ', ' : ''}${operationId}${before.slice(at)}`
  const isImported = new RegExp(`^import \\{[^}]*\\b${operationId}\\b`, 'm').test(before)
  const line = `import { ${operationId} } from '${from}'\n`
  const extended = isImported ? withName : addImport(withName, line, from)
  const style = (await resolveConfig(file)) ?? STYLE
  return format(extended, { ...style, filepath: file })
}

/** Before the first import of a sibling that comes later in the alphabet, else after the last one. */
function addImport(text: string, line: string, from: string): string {
  const imports = [...text.matchAll(/^import\b[^;]*?from ['"]([^'"]*)['"];?\r?\n/gm)]
  const later = imports.find(([, other = '']) => other.startsWith('./') && other > from)
  const last = imports.at(-1)
  const at = later ? later.index : last ? last.index + last[0].length : 0
  return text.slice(0, at) + line + text.slice(at)
}
