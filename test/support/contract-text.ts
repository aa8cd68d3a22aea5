import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { project } from './project'

const FOLDER = path.dirname(project.contractFile)
const ROOT = 'openapi.yaml'
const SECTIONS = [
  ...['securitySchemes', 'headers', 'parameters', 'requestBodies', 'schemas'],
  ...['responses', 'examples', 'links']
]

/** The project's contract in one file, laid out and commented as its parts are. */
export function contractInOneFile(): string {
  const [head = '', ofRoot = ''] = read(ROOT).split(/^paths:\n[^]*?^components:\n/m)
  const parts = namesOfParts().map(read)
  // what is in another file stands there
  const root = `components:\n${ofRoot.replace(/^ {4}\w+: \{ \$ref: '\w+\.yaml#.*\n/gm, '')}`
  const sections = SECTIONS.map((name) => [
    name,
    [root, ...parts].map((part) => sectionOf(part, name)).join('')
  ]).map(([name, lines]) => (lines ? `  ${name}:\n${lines}` : ''))
  return `${withScenarios(head)}paths:\n${mergePaths(parts)}components:\n${sections.join('')}`.replace(
    /'\w+\.yaml#/g,
    "'#"
  )
}

/** Scenarios that are in another file, in their place. */
function withScenarios(head: string): string {
  return head.replace(
    /^ {2}\w+: \{ \$ref: '(\w+\.yaml)#\/x-scenarios\/(\w+)' \}\n/gm,
    (_line, file: string, name: string) =>
      new RegExp(`^ {2}${name}:\\n(?: {3,}.*\\n)+`, 'm').exec(read(file))?.[0] ?? ''
  )
}

/** The login comes first; what several files refer to comes last. */
function namesOfParts(): string[] {
  const order = (name: string) => (name === 'login.yaml' ? 0 : name === 'shared.yaml' ? 2 : 1)
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml') && !['environments.yaml', ROOT].includes(name))
    .sort((one, other) => order(one) - order(other) || one.localeCompare(other))
}

function read(name: string): string {
  return readFileSync(path.join(FOLDER, name), 'utf8')
}

/** Two files may have methods of the same path, where one refers to the other. */
function mergePaths(parts: string[]): string {
  const blocks = new Map<string, string>()
  for (const part of parts) {
    const paths = /^paths:\n([^]*?)(?=^components:|(?![^]))/m.exec(part)?.[1] ?? ''
    for (const [, key = '', block = ''] of paths.matchAll(
      /((?:^ {2}#.*\n)?^ {2}\/.*\n)([^]*?)(?=^ {2}\S|(?![^]))/gm
    ))
      blocks.set(key, (blocks.get(key) ?? '') + block.replace(/^ {4}\$ref: .*\n/m, ''))
  }
  return [...blocks].map(([key, block]) => key + block).join('')
}

function sectionOf(part: string, name: string): string {
  const [, components = ''] = part.split(/^components:\n/m)
  return new RegExp(`^ {2}${name}:\\n((?: {3,}.*\\n|\\n)+)`, 'm').exec(components)?.[1] ?? ''
}
