/** A route of the contract, as far as finding it needs. */
interface Findable {
  method: string
  /** `/session/{id}`, `/files/{name}.json` */
  path: string
}

interface FoundRoute<R> {
  route: R
  /** Path parameters by name, still percent-encoded. */
  params: Record<string, string>
}

interface Template {
  /** Of the pattern's groups; a group without one is no parameter. */
  names: (string | undefined)[]
  pattern: RegExp
  /** Sorts the better one of two templates that fit first. */
  rank: string
}

/**
 * The route that a request means; undefined when there is none. Where several fit, fixed segments
 * win, then segments with text beside a parameter, then parameters alone, segment by segment from
 * the left, whatever the order in the contract: `/a/b/{y}` wins over `/a/{x}/c`.
 */
export function findRoute<R extends Findable>(
  routes: readonly R[],
  method: string,
  path: string
): FoundRoute<R> | undefined {
  let best: FoundRoute<R> | undefined
  for (const route of routes) {
    if (route.method !== method) continue
    const params = matchPath(route.path, path)
    if (params && (!best || rankOf(route) < rankOf(best.route))) best = { route, params }
  }
  return best
}

/** The methods with which `findRoute` finds something at a path. */
export function methodsOf(routes: readonly Findable[], path: string): string[] {
  const here = routes.filter((route) => matchPath(route.path, path))
  return [...new Set(here.map(({ method }) => method))]
}

/**
 * The parameters of a path that fits a template, still percent-encoded; undefined for one that does
 * not fit. Fixed text fits however it is encoded.
 */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  if (template === path) return {}
  if (!template.includes('{') && !path.includes('%')) return undefined
  const { names, pattern } = compiled(template)
  const values = pattern.exec(path)?.slice(1)
  return (
    values &&
    Object.fromEntries(
      names.flatMap((name, i) => (name === undefined ? [] : [[name, values[i] ?? '']]))
    )
  )
}

/**
 * A path as logs may show it. A caller may have put a code or a token into it, so only segments that
 * the contract has are shown.
 */
export function describePath(routes: readonly Pick<Findable, 'path'>[], path: string): string {
  const known = new Set(routes.flatMap((route) => route.path.split('/')))
  return path
    .split('/', 9)
    .map((segment) => (known.has(segment) && !segment.includes('{') ? segment : '…'))
    .join('/')
}

const templates = new Map<string, Template>()

function compiled(template: string): Template {
  const known = templates.get(template)
  if (known) return known
  const made = compile(template)
  templates.set(template, made)
  return made
}

function compile(template: string): Template {
  const names: Template['names'] = []
  const source = template.split('/').map((segment) => compileSegment(segment, names))
  const rank = template.split('/').map(rankOfSegment).join('')
  return { names, pattern: new RegExp(`^${source.join('/')}$`), rank }
}

/**
 * Where text follows a parameter, its first place is the right one if any is. So only the last
 * parameter of a segment may be tried again; one before it is a group that a look-ahead has found
 * and that is repeated as it is. Else a long path would take the square of its length, or worse.
 */
function compileSegment(segment: string, names: Template['names']): string {
  // text and names take turns
  const [start = '', ...rest] = segment.split(/\{([^{}]+)\}/)
  let source = encodedOrNot(start)
  for (let i = 0; i < rest.length; i += 2) {
    const value = `([^/]+?)${encodedOrNot(rest[i + 1] ?? '')}`
    const isLast = i + 2 >= rest.length
    if (!isLast) names.push(undefined)
    source += isLast ? value : `(?=(${value}))\\${names.length}`
    names.push(rest[i])
  }
  return source
}

/** A pattern for a text, each of whose characters may be percent-encoded. */
function encodedOrNot(text: string): string {
  const characters = Array.from(text, (character) => {
    const bytes = Array.from(Buffer.from(character), (byte) => byte.toString(16).padStart(2, '0'))
    const escapes = bytes.map(
      (byte) => `%${byte.replace(/[a-f]/g, (d) => `[${d}${d.toUpperCase()}]`)}`
    )
    return `(?:${character.replace(/[.+*?^${}()|[\]\\]/g, '\\$&')}|${escapes.join('')})`
  })
  return characters.join('')
}

function rankOf({ path }: Findable): string {
  return compiled(path).rank
}

/** Of two segments with text beside a parameter, the one with more text wins. */
function rankOfSegment(segment: string): string {
  if (!segment.includes('{')) return '00'
  const text = segment.replace(/\{[^{}]+\}/g, '')
  return String(99 - Math.min(text.length, 98))
}
