import { isMaker, type Maker, type ScenarioData } from '../../contract/mock-model'

export type DataMaker = Exclude<Maker, { as: string }>

/** Where answers show a scenario's datum instead of what their examples have there. */
export interface Place {
  /** `session.id` */
  path: string
  maker?: DataMaker
  /** By name; items of a list by their index. A copy of other data is that data's own place. */
  members: Map<string, Place>
}

/** A whole answer, with the places of all data in it. */
export function placesOf(data: ScenarioData): Place {
  const root: Place = { path: '', members: new Map() }
  const addCopies = addMembers(root, data)
  // what they copy is there now
  for (const add of addCopies) add(root)
  return root
}

/** Returns what adds the copies. */
function addMembers(place: Place, data: ScenarioData): ((root: Place) => void)[] {
  return Object.entries(data).flatMap(([name, node]) => {
    if (!isMaker(node)) return addMembers(memberOf(place, name), node)
    if ('as' in node) return [(root) => place.members.set(name, placeAt(root, node.as))]
    memberOf(place, name).maker = node
    return []
  })
}

/** The place of a path, which is made if the data has none there: a step may set more. */
export function placeAt(root: Place, path: string): Place {
  return path.split('.').reduce(memberOf, root)
}

function memberOf({ path, members }: Place, name: string): Place {
  const member = members.get(name) ?? { path: path ? `${path}.${name}` : name, members: new Map() }
  members.set(name, member)
  return member
}
