import { existsSync, readFileSync, statSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, resolve } from 'node:path'

/** A place in a file, as Node writes it into stacks */
const PLACE = /((?:\/|[A-Z]:\\)[^:()\n]{1,500}\.js):(\d+):(\d+)/g

/**
 * By bundle. Read here instead of by the functions' Node (--enable-source-maps), so that functions
 * run exactly as deployed and start as fast.
 */
const maps = new Map<string, { writtenAt: number; map: SourceMap }>()

/** Replaces places in bundles that have a source map beside them by those in the sources. */
export function toSources(text: string): string {
  return text.replace(PLACE, (place, bundle: string, line: string, column: string) => {
    const origin = readMap(bundle)?.findOrigin(Number(line), Number(column))
    if (!origin || !('fileName' in origin)) return place
    const source = resolve(dirname(bundle), origin.fileName)
    return `${source}:${origin.lineNumber}:${origin.columnNumber}`
  })
}

export function hasMap(bundle: string): boolean {
  return existsSync(`${bundle}.map`)
}

function readMap(bundle: string): SourceMap | undefined {
  if (!hasMap(bundle)) return undefined
  const file = `${bundle}.map`
  const writtenAt = statSync(file).mtimeMs
  const last = maps.get(bundle)
  if (last?.writtenAt === writtenAt) return last.map
  const map = new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload)
  maps.set(bundle, { writtenAt, map })
  return map
}
