import { Script } from 'node:vm'
import { isExpression } from './wcc-expression'

type Refuse = (offset: number, message: string) => void

/** The start of an element: where, and of which. */
type Opening = [offset: number, tag: string]

const COMMENT = /<!--[^]*?-->/y
const WXS = /<wxs\b((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/>|>([^]*?)<\/wxs\s*>)/y
const TAG = /<\s*(\/?)\s*([A-Za-z_][\w:-]*)(?=[\s/>])/y
const ATTRIBUTE = /[ \t\r\n]*([^\s=/>"'<]+)(?:\s*=\s*("(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|))?/y
const TAG_END = /[ \t\r\n]*(\/?)\s*>/y
const MUSTACHE = /{{((?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|(?!}})[^"'])*)(}}|)/y

/**
 * Finds what WeChat's compiler for WXML refuses and glass-easel's takes (tried with wcc v0.5);
 * what both refuse is left to glass-easel's, whose messages are better. Returns the tags.
 */
export function checkMarkup(text: string, refuse: Refuse): Opening[] {
  const openings: Opening[] = []
  /** For each open tag: whether its last `wx:if` has had its `wx:else`. */
  const ended: boolean[] = [false]
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found
  }

  while (at < text.length) {
    const opening = text.indexOf('<', at)
    const braces = text.indexOf('{{', at)
    if (braces >= 0 && (opening < 0 || braces < opening)) {
      at = braces
      const [whole, inner = '', end] = match(MUSTACHE)!
      if (end && !isExpression(inner)) refuse(braces, `not an expression of WXML: ${whole}`)
      continue
    }
    if (opening < 0) break
    at = opening
    if (match(COMMENT)) continue
    const wxs = match(WXS)
    if (wxs) {
      checkWxs(wxs, opening, refuse)
      continue
    }
    const tag = match(TAG)
    if (!tag) {
      refuse(at, `not a tag: ${text.slice(at, at + 10)}`)
      break
    }
    const [, slash, name = ''] = tag
    if (!slash) openings.push([opening, name])
    if (!readTag(slash === '/', name)) break
  }
  return openings

  /** Reads the attributes up to the end of a tag; false where the rest cannot be read. */
  function readTag(isEnd: boolean, name: string): boolean {
    const names: string[] = []
    for (let end = match(TAG_END); ; end = match(TAG_END)) {
      if (end) {
        if (isEnd) ended.pop()
        else followElse(names)
        if (!isEnd && !end[1]) ended.push(false)
        return true
      }
      const start = at
      const [, attribute = '', quoted] = match(ATTRIBUTE) ?? []
      // an unclosed tag or quote: both compilers refuse it
      if (!attribute) return refuseHere(start, 'not an attribute')
      names.push(attribute)
      if (attribute.includes('.')) refuse(start, `not the name of an attribute: ${attribute}`)
      if (quoted === '') return refuseHere(at, `a value needs quotes: ${attribute}`)
      const isData = name === 'template' && attribute === 'data'
      if (quoted) checkValue(quoted.slice(1, -1), isData, start, refuse)
    }
  }

  function refuseHere(offset: number, message: string): false {
    refuse(offset, message)
    return false
  }

  function followElse(names: string[]): void {
    const depth = ended.length - 1
    const follows = names.includes('wx:else') || names.includes('wx:elif')
    if (follows && ended[depth]) refuse(at, 'wx:else after another wx:else')
    ended[depth] = names.includes('wx:else')
  }
}

function checkValue(value: string, isData: boolean, offset: number, refuse: Refuse): void {
  if (value.includes('\n')) refuse(offset, 'a value with a line break')
  for (const [whole, inner = '', end] of value
    .replace(/\\(['"])/g, '$1')
    .matchAll(new RegExp(MUSTACHE, 'g')))
    if (!end || !isExpression(inner, isData)) refuse(offset, `not an expression of WXML: ${whole}`)
}

/** WXS is ES5, and a module needs a name. */
function checkWxs([, attributes = '', , code = '']: string[], offset: number, refuse: Refuse) {
  if (!/\bmodule\s*=\s*["'][A-Za-z_]\w*["']/.test(attributes)) refuse(offset, 'no module name')
  const message = findNoWxs(code)
  if (message) refuse(offset, message)
}

const NOT_CODE = /\/\*[^]*?\*\/|\/\/.*|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/g
const RESERVED = /(?<![.\w$])(class|enum)(?=\s*[=;,)\]}+*/%<>!&|?.[(-])/
const NAME_OR_TEXT = new RegExp(`${NOT_CODE.source}|${RESERVED.source}`, 'g')
const NEWER = /\b(?:let|const|class|import|export|async|await)\s|=>|`|\.\.\./

/** WeChat's compiler takes variables of these names, which JavaScript keeps for itself. */
export function renameReserved(code: string): string {
  return code.replace(NAME_OR_TEXT, (text, name?: string) => (name ? `${name}_` : text))
}

/** What WeChat's compiler refuses in a script of WXS. */
export function findNoWxs(wxs: string): string | undefined {
  const code = renameReserved(wxs)
  const [newer] = NEWER.exec(code.replace(NOT_CODE, '""')) ?? []
  if (newer) return `not in WXS, which is ES5: ${newer.trim()}`
  try {
    // compiled, but never run
    new Script(`(function () {${code}\n})`)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
