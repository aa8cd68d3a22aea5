import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { type Project } from '../../project'

/** A setting as a part declares it: `read('SUPPLIER_KEY', '32 digits', matching(...), 'default')`. */
export interface DeclaredSetting {
  name: string
  /** What it must be, for people; empty where it is not written as text. */
  rule: string
  /** undefined: the function does not start without it. */
  fallback?: string
  /** The function whose own it is; undefined for those of shared/. */
  function?: string
}

/** Every setting that code in cloudfunctions/ reads. */
export function listDeclaredSettings({ functionsDir }: Pick<Project, 'functionsDir'>) {
  const found = new Map<string, DeclaredSetting>()
  const names = readdirSync(functionsDir, { recursive: true, encoding: 'utf8' }).sort()
  for (const name of names.filter((file) => file.endsWith('.ts'))) {
    const text = readFileSync(path.join(functionsDir, name), 'utf8')
    if (!/\bread\(/.test(text)) continue
    const [folder] = name.split(path.sep)
    const own = folder === 'shared' ? undefined : folder
    for (const setting of readCalls(text)) found.set(setting.name, { ...setting, function: own })
  }
  return [...found.values()]
}

function readCalls(text: string): DeclaredSetting[] {
  const source = ts.createSourceFile('settings.ts', text, ts.ScriptTarget.Latest, true)
  const found: DeclaredSetting[] = []
  const textOf = (node?: ts.Node) => (node && ts.isStringLiteralLike(node) ? node.text : undefined)
  const see = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'read') {
      const [first, rule, , fallback] = node.arguments
      const name = textOf(first)
      if (name && /^[A-Z][A-Z0-9_]*$/.test(name))
        found.push({ name, rule: textOf(rule) ?? '', fallback: textOf(fallback) })
    }
    ts.forEachChild(node, see)
  }
  see(source)
  return found
}

export interface SettingGap {
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
