import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Document, LineCounter, parseDocument } from 'yaml'

interface YamlDocument {
  document: Document.Parsed
  /** Where an offset is, for messages: "deploy/serverless.yml:17" */
  placeOf(offset: number): string
}

/** Throws an Error that names the line where the file is not YAML. */
export function openYaml(file: string): YamlDocument {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines })
  const shown = join(basename(dirname(file)), basename(file))
  const [broken] = document.errors
  if (broken) throw new Error(`${shown}:${broken.linePos?.[0].line ?? 1}: ${broken.message}`)
  return { document, placeOf: (offset) => `${shown}:${lines.linePos(offset).line}` }
}
