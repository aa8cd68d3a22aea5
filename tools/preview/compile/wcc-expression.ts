/** Operators of WeChat's compiler, by how tightly they bind; it knows no `**`, `>>>`, `??` or `in`. */
const BINARY = /^(?:===|!==|==|!=|<=|>=|<<|>>(?!>)|&&|\|\||[-+*/%<>&|^])/
const TOKEN =
  /^(?:\s+|\/\*[^]*?\*\/)*(?:((?:\d+\.?\d*|\.\d+)(?![\w.$]))|("(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*')|([A-Za-z_$][\w$]*)|(\.\.\.|[^]))?/

type Kind = 'number' | 'string' | 'name' | 'sign' | 'end'

/**
 * Whether WeChat's compiler takes what is between `{{` and `}}`. The data of a template is a list
 * of names, pairs and spreads; its grammar was found by trying (wcc v0.5).
 */
export function isExpression(text: string, isTemplateData = false): boolean {
  let rest = text
  let kind: Kind = 'end'
  let word = ''

  function next(): void {
    const [whole = '', number, string, name, sign] = TOKEN.exec(rest) ?? []
    // operators are longer than one sign; which one is read where it is expected
    const operator = sign && sign !== '...' ? BINARY.exec(rest.slice(whole.length - 1))?.[0] : ''
    word = number ?? string ?? name ?? (operator || sign) ?? ''
    kind = number ? 'number' : string ? 'string' : name ? 'name' : sign ? 'sign' : 'end'
    rest = rest.slice(whole.length - (operator ? 1 : 0) + (operator?.length ?? 0))
  }
  const isNext = (sign: string) => kind === 'sign' && word === sign
  function take(sign: string): boolean {
    if (!isNext(sign)) return false
    next()
    return true
  }

  function expression(): boolean {
    if (!operand()) return false
    while (kind === 'sign' && BINARY.test(word)) {
      next()
      if (!operand()) return false
    }
    if (!take('?')) return true
    return expression() && take(':') && expression()
  }

  function operand(): boolean {
    while (isNext('-') || isNext('!') || isNext('~')) next()
    return primary() && postfix()
  }

  function primary(): boolean {
    if (take('(')) return expression() && take(')')
    if (take('[')) return take(']') || list(expression, ']')
    if (take('{')) return list(entry, '}')
    if (kind === 'sign' || kind === 'end') return false
    next()
    return true
  }

  function postfix(): boolean {
    for (;;) {
      if (take('.')) {
        if (kind !== 'name') return false
        next()
      } else if (take('[')) {
        if (!expression() || !take(']')) return false
      } else if (take('(')) {
        if (!take(')') && !list(expression, ')')) return false
      } else return true
    }
  }

  /** `a`, `a: 1` or `...a`. */
  function entry(): boolean {
    if (take('...')) return expression()
    if (kind !== 'name') return false
    next()
    return !take(':') || expression()
  }

  function list(item: () => boolean, end: string): boolean {
    do if (!item()) return false
    while (take(','))
    return end === '' ? kind === 'end' : take(end)
  }

  next()
  if (isTemplateData) return list(entry, '')
  if (kind === 'end') return true
  return expression() && (kind as Kind) === 'end'
}
