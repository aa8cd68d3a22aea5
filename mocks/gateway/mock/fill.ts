/** Where a machine keeps what: by path its place in the list, and paths that stand for other paths. */
export interface DataPaths {
  places: Map<string, number>
  copies: Map<string, string>
}

/** What no call has set yet: the example's own value stays. */
export const UNSET = Symbol('unset')

/** Makes a value like an example, with data where the data has its names. */
export type Fill = (data: unknown[]) => unknown

/** Looks only once for what an example can take. */
export function compileFill(known: DataPaths, example: unknown, path = ''): Fill {
  const { places, copies } = known
  const at = copies.get(path) ?? path
  const place = places.get(at)
  if (place !== undefined) return (data) => (data[place] === UNSET ? example : data[place])
  if (typeof example !== 'object' || example === null) return () => example
  const parts = Object.entries(example).map(([name, value]): [string, Fill] => [
    name,
    compileFill(known, value, at === '' ? name : `${at}.${name}`)
  ])
  if (Array.isArray(example)) return (data) => parts.map(([, fill]) => fill(data))
  return (data) => {
    const filled: Record<string, unknown> = {}
    for (const [name, fill] of parts) filled[name] = fill(data)
    return filled
  }
}
