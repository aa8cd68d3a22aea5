import { type AST, RegExpParser } from '@eslint-community/regexpp'

/** What takes one character of a text. */
export interface Atom {
  /** Which of the samples it takes. */
  takes: Set<number>
  /** The atoms that may take the next character, and in how many ways, 2 at most. */
  next: Map<Atom, number>
}

/** The ways in which the parts of a pattern can follow each other. */
export interface PatternGraph {
  start: Atom
  atoms: Atom[]
  /** Patterns that are tried by the way. */
  looks: string[]
}

/** What is between two atoms. */
interface Place {
  ways: Place[]
  atom?: Atom
  /** Where the text must end, or look in a certain way: the pattern may fail here. */
  isCondition?: true
  /** Where a repetition begins again. */
  isAgain?: true
}

/** A pattern that repeats more often than this is taken to repeat without an end. */
const MOST_COPIES = 8
const MOST_STEPS = 20_000
const USUAL_SAMPLES = ['a', 'Z', '0', '_', ' ', '\n', '-', '.', 'é', '中', '\u2028', '\u{1f600}']

/** Throws for a pattern that is too large to look at. */
export function graphOf(pattern: string): PatternGraph {
  const parsed = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(
    pattern,
    0,
    pattern.length,
    true
  )
  const samples = samplesOf(pattern)
  const followed = new Map<Atom, Place>()
  const looks: string[] = []
  const end: Place = { ways: [] }

  const addAtom = (takes: Iterable<number>, from: Place, to: Place = { ways: [] }): Place => {
    const atom: Atom = { takes: new Set(takes), next: new Map() }
    followed.set(atom, to)
    from.ways.push({ ways: [], atom })
    return to
  }
  const join = (from: Place[]): Place => {
    const to: Place = { ways: [] }
    for (const place of from) place.ways.push(to)
    return to
  }
  const addAll = (alternatives: AST.Alternative[], from: Place): Place =>
    join(
      alternatives.map(({ elements }) => elements.reduce((at, one) => add(one, at), join([from])))
    )

  function add(node: AST.Element, from: Place): Place {
    if (node.type === 'Group' || node.type === 'CapturingGroup')
      return addAll(node.alternatives, from)
    if (node.type === 'Quantifier') return addQuantifier(node, from)
    if (node.type === 'Backreference') throw new Error('it has a back-reference')
    if (node.type === 'Assertion') {
      if (node.kind === 'start') return from
      if ('alternatives' in node)
        looks.push(`^(?:${node.alternatives.map(({ raw }) => raw).join('|')})`)
      const to: Place = { ways: [], isCondition: true }
      from.ways.push(to)
      return to
    }
    const one = new RegExp(`^(?:${node.raw})$`, 'u')
    return addAtom(
      samples.flatMap((text, i) => (one.test(text) ? [i] : [])),
      from
    )
  }

  function addQuantifier({ min, max, element }: AST.Quantifier, from: Place): Place {
    const isEndless = max > MOST_COPIES
    // the first time is told from the others, because a repetition around this one starts it afresh
    const copies = isEndless ? Math.min(Math.max(min, 1), 2) : max
    const exits: Place[] = []
    let at = from
    for (let i = 0; i < copies; i++) {
      if (i >= min) exits.push(at)
      at = add(element, at)
    }
    if (!isEndless) return join([...exits, at])
    const again: Place = { ways: [], isAgain: true }
    at.ways.push(again)
    add(element, again).ways.push(again)
    return join([...exits, again])
  }

  const first: Place = { ways: [] }
  addAll(parsed.alternatives, first).ways.push(end)
  const begin: Place = { ways: [first] }
  // a search begins at any character
  const isAnchored = parsed.alternatives.every(({ elements: [one] }) => isStart(one))
  if (!isAnchored) addAtom(samples.keys(), begin, begin)
  const start: Atom = { takes: new Set(), next: new Map() }
  for (const [atom, place] of [[start, begin] as const, ...followed]) connect(atom, place, end)
  return { start, atoms: [...followed.keys()], looks }
}

function isStart(node: AST.Element | undefined): boolean {
  return node?.type === 'Assertion' && node.kind === 'start'
}

/** Finds what may follow an atom. Where the pattern is fulfilled for certain, nothing is tried. */
function connect(atom: Atom, from: Place, end: Place): void {
  let steps = 0
  let isFulfilled = false
  const visit = (place: Place, behind: Place[], isSure: boolean): void => {
    if (++steps > MOST_STEPS) throw new Error('it is too large')
    if (place === end) isFulfilled ||= isSure
    if (place.atom) atom.next.set(place.atom, Math.min((atom.next.get(place.atom) ?? 0) + 1, 2))
    // a repetition that takes no character is not repeated
    if (place.isAgain && behind.includes(place)) return
    for (const way of place.ways) visit(way, [...behind, place], isSure && !place.isCondition)
  }
  visit(from, [], true)
  if (isFulfilled) atom.next.clear()
}

/** Characters at the borders of all classes of a pattern, and some of each usual kind. */
function samplesOf(pattern: string): string[] {
  const points = new Set(USUAL_SAMPLES.map((text) => text.codePointAt(0) ?? 0))
  const escapes = pattern.matchAll(/\\u\{([\da-f]+)\}|\\u([\da-f]{4})|\\x([\da-f]{2})/gi)
  const hexes = Array.from(escapes, ([, a, b, c]) => parseInt(a ?? b ?? c ?? '0', 16))
  const literals = Array.from(pattern, (text) => text.codePointAt(0) ?? 0)
  for (const point of [...hexes, ...literals])
    for (const near of [point - 1, point, point + 1])
      if (near >= 0 && near <= 0x10ffff) points.add(near)
  return [...points]
    .filter((point) => point < 0xd800 || point > 0xdfff)
    .map((point) => String.fromCodePoint(point))
}
