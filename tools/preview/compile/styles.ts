import path from 'node:path'
import postcss, { CssSyntaxError, type Root } from 'postcss'
import { type Problems } from './problems'
import { type Unit } from './read-app'
import { type Scope, scopeSelector } from './scope-selector'
import { type Sources } from './sources'
import { readSheet, type Sheet } from './style-languages'

/** Class prefixes by component, for components with isolated styles. */
export function classPrefixes(units: Unit[]): Record<string, string> {
  const isolated = units.filter(({ config }) => isIsolated(config))
  return Object.fromEntries(isolated.map(({ path: name }) => [name, name.replace(/\W/g, '-')]))
}

/** Turns WXSS into CSS for one document that holds several pages. */
export async function compileStyles(
  sources: Sources,
  units: Unit[],
  prefixes: Record<string, string>,
  problems: Problems
): Promise<string> {
  const parts = [await compileUnit(sources, 'app', {}, problems)]
  for (const { path: name, config } of units) {
    const prefix = prefixes[name]
    const scope: Scope = config.component ? { prefix, host: name } : { page: name }
    parts.push(await compileUnit(sources, name, scope, problems))
  }
  return parts.join('\n')
}

/** Compiled sheets with the files that they were made of: libraries have many that never change. */
const known = new Map<string, { inputs: Map<string, string | undefined>; css: string }>()

async function compileUnit(
  sources: Sources,
  name: string,
  scope: Scope,
  problems: Problems
): Promise<string> {
  const key = JSON.stringify([sources.dir, name, scope])
  const before = known.get(key)
  if (before && [...before.inputs].every(([file, text]) => sources.read(file) === text))
    return before.css
  const inputs: NonNullable<typeof before>['inputs'] = new Map()
  const noting: Sources = {
    ...sources,
    read(file) {
      const text = sources.read(file)
      inputs.set(file, text)
      return text
    }
  }
  const found = problems.all.length
  const sheet = await readSheet(noting, name)
  const compile = () => compileSheet(noting, sheet, scope, problems)
  const css = name === 'app' ? compile() : problems.within(name, compile)
  // the compilers of other languages read their imports by themselves
  const isComplete = problems.all.length === found && (!sheet || sheet.file.endsWith('.wxss'))
  if (isComplete) known.set(key, { inputs, css })
  else known.delete(key)
  return css
}

function isIsolated({ component, styleIsolation = 'isolated' }: Unit['config']): boolean {
  return Boolean(component) && ['isolated', 'apply-shared'].includes(styleIsolation)
}

function compileSheet(
  sources: Sources,
  sheet: Sheet | undefined,
  scope: Scope,
  problems: Problems
): string {
  const { file, line, message } = sheet?.problem ?? {}
  if (file) problems.add(file, line ?? 0, message ?? '')
  const root = sheet && parse(sources, sheet, problems)
  if (!root) return ''
  root.walkDecls((declaration) => {
    declaration.value = toCssValue(declaration.prop, declaration.value)
  })
  root.walkRules((rule) => {
    const isFrame = rule.parent?.type === 'atrule' && /keyframes$/.test(String(nameOf(rule.parent)))
    if (!isFrame) rule.selector = scopeSelector(rule.selector, scope)
  })
  return root.toString()
}

const nameOf = (node: object) => ('name' in node ? node.name : '')

/** Parses a sheet and inlines its imports. */
function parse(
  sources: Sources,
  { file, text }: { file: string; text: string },
  problems: Problems,
  from: string[] = []
): Root | undefined {
  try {
    const root = postcss.parse(text)
    root.walkAtRules('import', (rule) => {
      const target = rule.params.replace(/^(?:url\()?['"]|['"]\)?$/g, '')
      const isAbsolute = target.startsWith('/')
      const used = isAbsolute ? target.slice(1) : path.posix.join(path.posix.dirname(file), target)
      const line = rule.source?.start?.line ?? 0
      const imported = sources.read(used)
      if (imported === undefined) problems.add(file, line, `${used}: no such file`)
      const known = from.includes(used) || imported === undefined
      const next = { file: used, text: imported ?? '' }
      rule.replaceWith((!known && parse(sources, next, problems, [...from, file])?.nodes) || [])
    })
    return root
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error
    problems.add(file, error.line ?? 0, error.reason)
    return undefined
  }
}

/** Translates what a browser does not know: rpx, the window below the title bar, the notch. */
function toCssValue(property: string, value: string): string {
  const css = value
    .replace(/(-?[\d.]+)rpx\b/g, 'calc($1 * var(--phone-rpx))')
    .replace(/(-?[\d.]+)vh\b/g, 'calc($1 * var(--phone-vh))')
    .replace(/\b(?:env|constant)\(safe-area-inset-(\w+)[^)]*\)/g, 'var(--phone-safe-area-$1, 0px)')
  return property === 'font-size' ? `calc(${css} * var(--phone-font-scale))` : css
}
