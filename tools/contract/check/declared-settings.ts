import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { type Project } from '../../project'

/** A setting as a part declares it: `read('SUPPLIER_KEY', '32 digits', secret(matching(...)), 'default')`. */
export interface DeclaredSetting {
  name: string
  /** What it must be, for people; empty where it is not written as text. */
  rule: string
  /** The comment above it: what it is for. */
  description: string
  isSecret: boolean
  /** undefined: the function does not start without it. */
  fallback?: string
  /** The function whose own it is; undefined for those of shared/. */
  function?: string
}

/** Every setting that a function reads; what shared/ has for functions that are not there is left out. */
export function listDeclaredSettings({ functionsDir }: Pick<Project, 'functionsDir'>) {
  const found = new Map<string, DeclaredSetting>()
  for (const name of filesInUse(functionsDir)) {
    const text = readFileSync(path.join(functionsDir, name), 'utf8')
    if (!/\bread\(/.test(text)) continue
    const [folder] = name.split(path.sep)
    const own = folder === 'shared' ? undefined : folder
    for (const setting of readCalls(text)) found.set(setting.name, { ...setting, function: own })
  }
  return [...found.values()]
}

/** The files of every folder but shared/, and those of shared/ that they import, directly or not. */
function filesInUse(functionsDir: string): string[] {
  const names = readdirSync(functionsDir, { recursive: true, encoding: 'utf8' })
  const files = new Set(names.filter((name) => name.endsWith('.ts')).sort())
  const used = new Set([...files].filter((name) => !name.startsWith(`shared${path.sep}`)))
  // a set visits what is added meanwhile
  for (const name of used) {
    const { importedFiles } = ts.preProcessFile(readFileSync(path.join(functionsDir, name), 'utf8'))
    for (const { fileName } of importedFiles) {
      const file = path.join(path.dirname(name), fileName)
      for (const found of [`${file}.ts`, path.join(file, 'index.ts')])
        if (files.has(found)) used.add(found)
    }
  }
  return [...files].filter((name) => used.has(name))
}

function readCalls(text: string): DeclaredSetting[] {
  const source = ts.createSourceFile('settings.ts', text, ts.ScriptTarget.Latest, true)
  const found: DeclaredSetting[] = []
  const see = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'read') {
      const [first, rule, parse, fallback] = node.arguments
      const name = textOf(first)
      if (name && /^[A-Z][A-Z0-9_]*$/.test(name))
        found.push({
          name,
          rule: textOf(rule) ?? '',
          description: commentAbove(node, text),
          isSecret: parse !== undefined && /^secret\s*\(/.test(parse.getText(source)),
          // one that is computed stays in the code: an empty variable counts as not set
          ...(fallback && { fallback: textOf(fallback) ?? '' })
        })
    }
    ts.forEachChild(node, see)
  }
  see(source)
  return found
}

function textOf(node?: ts.Node): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined
}

/** The comment of the property or variable that a setting is read for. */
function commentAbove(call: ts.Node, text: string): string {
  let node = call
  while (!ts.isPropertyAssignment(node) && !ts.isStatement(node)) node = node.parent
  const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []
  // each line of several is a comment of its own
  const isLine = ({ kind }: ts.CommentRange) => kind === ts.SyntaxKind.SingleLineCommentTrivia
  const above = comments.every(isLine) ? comments : comments.slice(-1)
  const lines = above.flatMap(({ pos, end }) => text.slice(pos, end).split('\n'))
  return lines
    .map((line) => line.replace(/^\s*(\/\*\*?|\/\/|\*(?!\/))|\*\/\s*$/g, '').trim())
    .filter(Boolean)
    .join(' ')
}

interface SettingGap {
  kind: 'example' | 'deployment'
  setting: DeclaredSetting
  file: string
  text: string
}

/** Settings that .env.example does not explain, or that serverless.yml does not pass on. */
export function listSettingGaps(project: Project): SettingGap[] {
  const places = [
    { kind: 'example', file: path.join(project.root, '.env.example'), has: inExample },
    { kind: 'deployment', file: project.serverlessFile, has: inDeployment }
  ] as const
  const settings = listDeclaredSettings(project)
  return places.flatMap(({ kind, file, has }) => {
    if (!existsSync(file)) return []
    const text = readFileSync(file, 'utf8')
    const shown = path.relative(project.root, file).replaceAll('\\', '/')
    return settings
      .filter(({ name }) => !has(text, name))
      .map((setting) => ({ kind, setting, file, text: `${setting.name}: ${shown} lacks it` }))
  })
}

const inExample = (text: string, name: string) => new RegExp(`^${name}=`, 'm').test(text)
const inDeployment = (text: string, name: string) =>
  new RegExp(`^[^#]*\\$\\{env:${name}[,}]`, 'm').test(text)
