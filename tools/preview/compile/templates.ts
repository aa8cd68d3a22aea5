import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { loosenMarkup } from './loosen-markup'
import { lineAt, type Problems } from './problems'
import { type AppSource } from './read-app'
import { type Sources } from './sources'
import { DRAWN_TAGS, PLACEHOLDER_TAGS, SYNTAX_TAGS } from './tags'
import { checkMarkup, findNoWxs, renameReserved } from './wcc-markup'

interface CompilerMessage {
  message: string
  /** They start at 0. */
  startLine: number
  startColumn: number
}

export interface Templates {
  /** A JavaScript expression: all templates by path, in glass-easel's format. */
  script: string
  /** What it was made of: the compiler writes the same templates in another order each time. */
  source: string
  /** Tags that a browser cannot show, as `file: <tag>`. */
  notDrawn: string[]
}

const UNKNOWN = "is neither one of WeChat's tags nor in usingComponents"

/** What WeChat's own compiler accepts in silence (tried with wcc v0.5). */
const ACCEPTED = new Set([
  'duplicated attribute',
  'invalid attribute prefix',
  'invalid attribute',
  'data bindings are not allowed for this attribute',
  'avoid uppercase letters',
  'child nodes are not allowed for this element',
  'missing source path',
  'missing module name',
  'the expression is empty',
  'duplicated name',
  'illegal name prefix',
  'not a valid identifier as scope name',
  'unexpected whitespace'
])

/**
 * How glass-easel's templates call WXS: at once, before the elements below exist, and without the
 * element that an event is about. On a phone, properties are reported later, and events have both.
 */
const CALL_WXS = 'A:function(a){return a}'
const CALL_WXS_AS_WECHAT =
  'A:(a)=>(...values)=>queueMicrotask(()=>a(...values)),C:(...call)=>globalThis.callListener(...call)'

/** Compiles the WXML of the units with its imports, includes and WXS; as strict as WeChat's. */
export function compileTemplates(
  sources: Sources,
  { units, absent }: Pick<AppSource, 'units' | 'absent'>,
  problems: Problems
): Templates {
  const group = new TmplGroup()
  const seen = new Set<string>()
  const notDrawn = new Set<string>()
  const texts: [string, string][] = []

  function add(name: string, using: object, from: string): void {
    if (seen.has(name)) return
    seen.add(name)
    const file = `${name}.wxml`
    const written = read(file, from)
    if (written === undefined) return
    let isReadable = true
    const tags = checkMarkup(written, (offset, message) => {
      isReadable = false
      problems.add(file, lineAt(written, offset), message)
    })
    if (!isReadable) return
    const text = loosenMarkup(written)
    for (const found of (group.addTmpl(name, text) ?? []) as CompilerMessage[])
      problems[isRefused(found, text) ? 'add' : 'warn'](file, found.startLine + 1, found.message)
    for (const [offset, tag] of tags) {
      if (DRAWN_TAGS.has(tag) || SYNTAX_TAGS.has(tag) || tag in using) continue
      const isKnown = PLACEHOLDER_TAGS.has(tag) || absent.has(tag)
      if (isKnown) notDrawn.add(`${file}: <${tag}>`)
      // compilers accept it, but a phone shows an element without a meaning
      else problems.warn(file, lineAt(written, offset), `<${tag}> ${UNKNOWN}`)
    }
    for (const module of group.getInlineScriptModuleNames(name) as string[])
      group.setInlineScript(name, module, toScript(group.getInlineScript(name, module)))
    for (const used of group.getDirectDependencies(name) as string[]) add(used, using, file)
    for (const used of group.getScriptDependencies(name) as string[]) addScript(used, file)
  }

  function addScript(name: string, from: string): void {
    const key = `wxs ${name}`
    if (seen.has(key)) return
    seen.add(key)
    const file = `${name.replace(/\.wxs$/, '')}.wxs`
    const text = read(file, from) ?? ''
    const refusal = findNoWxs(text)
    if (refusal) problems.add(file, 0, refusal)
    // one that is missing must not stop the templates of other pages
    group.addScript(name, refusal ? '' : toScript(text))
    for (const [, used = ''] of text.matchAll(/\brequire\(\s*['"]([^'"]+)['"]\s*\)/g))
      addScript(path.posix.join(path.posix.dirname(name), used), file)
  }

  function read(file: string, from: string): string | undefined {
    const text = sources.read(file)
    if (text === undefined) problems.add(from, 0, `${file}: no such file`)
    else texts.push([file, text])
    return text
  }

  for (const { path: name, config } of units)
    problems.within(name, () =>
      add(name, { ...config.usingComponents, ...config.componentGenerics }, `${name}.json`)
    )
  const script = group.getTmplGenObjectGroups().replace(CALL_WXS, CALL_WXS_AS_WECHAT)
  group.free()
  return { script, source: JSON.stringify(texts), notDrawn: [...notDrawn] }
}

function isRefused({ message, startLine, startColumn }: CompilerMessage, text: string) {
  const written = text.split('\n')[startLine]?.slice(startColumn) ?? ''
  // without the `wx:if` that it belongs to
  if (/^wx:el(se|if)\b/.test(written)) return true
  return !ACCEPTED.has(message) && !/^:\w/.test(written)
}

/**
 * In WXS, the constructor of a value is its name (`value.constructor === 'Array'`), and a backslash
 * that begins no escape is itself (`getRegExp('^\d+$')`).
 */
function toScript(wxs: string): string {
  return renameReserved(wxs)
    .replace(/\.constructor\b(?!\s*\.)/g, '.constructor.name')
    .replace(/\\([^])/g, (whole, sign: string) =>
      /[nrtbfv0xu'"\\\r\n]/.test(sign) ? whole : `\\${whole}`
    )
}
