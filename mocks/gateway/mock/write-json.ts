/** Where a machine keeps what: by path its place in the list, and paths that stand for other paths. */
export interface DataPaths {
  places: Map<string, number>
  copies: Map<string, string>
}

/** What no call has set yet: the example's own value stays. */
export const UNSET = Symbol('unset')

/** Writes a value like an example, with data where the data has its names; undefined is left out. */
export type WriteJson = (data: unknown[]) => string | undefined

/** Looks only once for what an example can take, and writes only once what it cannot. */
export function compileJson(known: DataPaths, example: unknown, path = ''): WriteJson {
  const { places, copies } = known
  const text = JSON.stringify(example)
  const place = places.get(copies.get(path) ?? path)
  if (place !== undefined)
    return (data) => (data[place] === UNSET ? text : JSON.stringify(data[place]))
  if (typeof example !== 'object' || example === null) return () => text
  const at = copies.get(path) ?? path
  const parts = Object.entries(example).map(([name, value]): [string, WriteJson] => [
    Array.isArray(example) ? '' : `${JSON.stringify(name)}:`,
    compileJson(known, value, at === '' ? name : `${at}.${name}`)
  ])
  const [open, close] = Array.isArray(example) ? ['[', ']'] : ['{', '}']
  return (data) => {
    let members = ''
    for (const [name, write] of parts) {
      const value = write(data)
      if (value !== undefined) members += (members && ',') + name + value
    }
    return open + members + close
  }
}
