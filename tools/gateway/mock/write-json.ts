import { narrow } from '../narrow'

/** Where a machine keeps what: by path its place in the list, and paths that stand for other paths. */
export interface DataPaths {
  places: Map<string, number>
  copies: Map<string, string>
}

/** By place, each as JSON: '' leaves its member out; what is not there leaves the example's own value. */
export type Data = (string | undefined)[]

/** Writes a value like an example, with data where the data has its names. */
export type WriteJson = (data: Data) => string

/** Adds a value to the text so far; false when the data leaves it out. */
type Append = (pieces: string[], data: Data) => boolean

/**
 * Looks only once for what an example can take, and writes only once what it cannot. The text is put
 * together at its end: one that grew by additions would be copied again by whoever sends it.
 */
export function compileJson(known: DataPaths, example: unknown): WriteJson {
  const append = example === undefined ? '' : compileValue(known, example, '')
  if (typeof append === 'string') return () => append
  return (data) => {
    const pieces: string[] = []
    append(pieces, data)
    return pieces.join('')
  }
}

/** A text is a value that no data can change. */
function compileValue(known: DataPaths, example: unknown, path: string): string | Append {
  const text = narrow(JSON.stringify(example))
  const at = known.copies.get(path) ?? path
  const place = known.places.get(at)
  if (place !== undefined) return appendDatum(place, text)
  if (typeof example !== 'object' || example === null) return text
  const [open, close] = Array.isArray(example) ? ['[', ']'] : ['{', '}']
  const members = Object.entries(example).map(([name, value]) => {
    const key = Array.isArray(example) ? '' : narrow(`${JSON.stringify(name)}:`)
    const append = compileValue(known, value, at === '' ? name : `${at}.${name}`)
    return typeof append === 'string'
      ? { first: open + key + append, next: `,${key}${append}` }
      : { first: open + key, next: `,${key}`, append }
  })
  if (!members.some(({ append }) => append)) return text
  return (pieces, data) => {
    let isFirst = true
    for (const { first, next, append } of members) {
      const length = pieces.push(isFirst ? first : next)
      if (!append || append(pieces, data)) isFirst = false
      else pieces.length = length - 1
    }
    pieces.push(isFirst ? open + close : close)
    return true
  }
}

function appendDatum(place: number, text: string): Append {
  return (pieces, data) => {
    const value = data[place] ?? text
    if (!value) return false
    pieces.push(value)
    return true
  }
}
