/** A page, and the query it is opened with. */
export interface Address {
  path: string
  query: Record<string, string>
}

/** Reads `/pages/me/me?a=1`, or `../me/me` relative to `from`. Throws if there is no such page. */
export function readAddress(url: string, from: string | undefined, known: string[]): Address {
  const { pathname, search } = new URL(url, `wx://app/${from ?? ''}`)
  const path = decodeURI(pathname).replace(/^\//, '')
  if (!known.includes(path)) throw new Error(`fail page "${path}" is not found`)
  return { path, query: Object.fromEntries(new URLSearchParams(search)) }
}

/** The reverse of `readAddress`. */
export function writeAddress({ path, query }: Address): string {
  const search = new URLSearchParams(query).toString()
  return `/${path}${search ? `?${search}` : ''}`
}
