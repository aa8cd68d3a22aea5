import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import postcss, { CssSyntaxError, type Root } from 'postcss'
import { type Problems } from './problems'
import { type Unit } from './read-app'
import { type Scope, scopeSelector } from './scope-selector'

interface Styles {
  css: string
  /** Class prefixes by component, for components with isolated styles. */
  prefixes: Record<string, string>
}

/** Turns WXSS into CSS for one document that holds several pages. */
export function compileStyles(dir: string, units: Unit[], problems: Problems): Styles {
  const prefixes: Record<string, string> = {}
  const parts = [compileSheet(dir, 'app.wxss', {}, problems)]
  for (const { path: name, config } of units) {
    const prefix = isIsolated(config) ? name.replace(/\W/g, '-') : undefined
    if (prefix) prefixes[name] = prefix
    const scope: Scope = config.component ? { prefix } : { page: name }
    parts.push(compileSheet(dir, `${name}.wxss`, scope, problems))
  }
  return { css: parts.join('\n'), prefixes }
}

function isIsolated({ component, styleIsolation = 'isolated' }: Unit['config']): boolean {
  return Boolean(component) && ['isolated', 'apply-shared'].includes(styleIsolation)
}

function compileSheet(dir: string, file: string, scope: Scope, problems: Problems): string {
  const root = existsSync(path.join(dir, file)) ? parse(dir, file, problems) : undefined
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
  dir: string,
  file: string,
  problems: Problems,
  from: string[] = []
): Root | undefined {
  try {
    const root = postcss.parse(readFileSync(path.join(dir, file), 'utf8'))
    root.walkAtRules('import', (rule) => {
      const target = rule.params.replace(/^(?:url\()?['"]|['"]\)?$/g, '')
      const isAbsolute = target.startsWith('/')
      const used = isAbsolute ? target.slice(1) : path.posix.join(path.posix.dirname(file), target)
      const line = rule.source?.start?.line ?? 0
      if (!existsSync(path.join(dir, used))) problems.add(file, line, `${used}: no such file`)
      const known = from.includes(used) || !existsSync(path.join(dir, used))
      const imported = known ? undefined : parse(dir, used, problems, [...from, file])
      rule.replaceWith(imported?.nodes ?? [])
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
    .replace(/\benv\(safe-area-inset-(\w+)[^)]*\)/g, 'var(--phone-safe-area-$1, 0px)')
  return property === 'font-size' ? `calc(${css} * var(--phone-font-scale))` : css
}
