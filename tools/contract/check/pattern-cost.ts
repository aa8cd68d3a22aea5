import { type Atom, graphOf, type PatternGraph } from './pattern-graph'

/** How the time that a text takes grows with its length, at worst. */
type PatternCost = 'linear' | 'polynomial' | 'exponential'

const COSTS: PatternCost[] = ['linear', 'polynomial', 'exponential']
const MOST_ATOMS = 80
const MOST_STEPS = 1_000_000

/**
 * What a pattern costs where a text does not match in the end and every way to match its parts is
 * tried. Exponential: a part of a text can repeat, and be matched in two ways each time. Polynomial:
 * two repetitions can share a text between them at any position, or the pattern is too large or too
 * unusual to tell.
 * @see https://doi.org/10.1016/0304-3975(91)90381-B
 */
export function costOf(pattern: string): PatternCost {
  try {
    const graph = graphOf(pattern)
    const worst = Math.max(COSTS.indexOf(costOfGraph(graph)), ...graph.looks.map(indexOfCost))
    return COSTS[worst] ?? 'polynomial'
  } catch {
    return 'polynomial'
  }
}

function indexOfCost(pattern: string): number {
  return COSTS.indexOf(costOf(pattern))
}

function costOfGraph({ start, atoms }: PatternGraph): PatternCost {
  if (atoms.length > MOST_ATOMS) throw new Error('it is too large')
  if (isAmbiguousEachTime([start, ...atoms])) return 'exponential'
  return isAmbiguousOnce(atoms) ? 'polynomial' : 'linear'
}

type Group = readonly Atom[]

/** What can take the next character after each of these, all the same one. */
function* stepsOf(group: Group): Generator<Group> {
  const [first, ...others] = group
  if (!first) {
    yield []
    return
  }
  for (const next of first.next.keys())
    for (const rest of stepsOf(others))
      if ([...next.takes].some((sample) => rest.every(({ takes }) => takes.has(sample))))
        yield [next, ...rest]
}

function createSearch(atoms: readonly Atom[]) {
  const numbers = new Map(atoms.map((atom, i) => [atom, i]))
  let steps = 0
  return {
    keyOf: (group: Group) =>
      group.reduce((key, atom) => key * atoms.length + (numbers.get(atom) ?? 0), 0),
    /** The groups that some can lead to, without themselves unless they lead back. */
    reach(from: Group, isWanted: (group: Group) => boolean): Map<number, Group> {
      const found = new Map<number, Group>()
      const open = [from]
      for (let group = open.pop(); group; group = open.pop())
        for (const next of stepsOf(group)) {
          if (++steps > MOST_STEPS) throw new Error('it is too large')
          const key = this.keyOf(next)
          if (found.has(key) || !isWanted(next)) continue
          found.set(key, next)
          open.push(next)
        }
      return found
    }
  }
}

/** Whether an atom can come to itself by two ways of matching the same text. */
function isAmbiguousEachTime(atoms: readonly Atom[]): boolean {
  const search = createSearch(atoms)
  return atoms.some((atom) => {
    const home = search.keyOf([atom, atom])
    const isBack = (group: Group) => search.reach(group, () => true).has(home)
    const reached = search.reach([atom, atom], () => true)
    if (!reached.has(home)) return false
    return [...reached.values(), [atom, atom]].some((group) => {
      const [one, other] = group
      if (!one || !other) return false
      if (one !== other) return isBack(group)
      const doubled = [...one.next].filter(([, ways]) => ways > 1)
      return doubled.some(([next]) => search.keyOf([next, next]) === home || isBack([next, next]))
    })
  })
}

/** Whether two repetitions can share a text in as many ways as it has characters. */
function isAmbiguousOnce(atoms: readonly Atom[]): boolean {
  const search = createSearch(atoms)
  const after = new Map(
    atoms.map((atom) => [atom, new Set([...search.reach([atom], () => true).values()].flat())])
  )
  const leads = (from: Atom | undefined, to: Atom) => !!from && !!after.get(from)?.has(to)
  const loops = atoms.filter((atom) => leads(atom, atom))
  return loops.some((one) =>
    loops.some((other) => {
      if (one === other || !leads(one, other)) return false
      const isOnTheWay = ([first, second, third]: Group) =>
        leads(first, one) && (second === other || leads(second, other)) && leads(third, other)
      const goal = search.keyOf([one, other, other])
      return search.reach([one, one, other], isOnTheWay).has(goal)
    })
  )
}
