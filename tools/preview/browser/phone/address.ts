/** A page, and the query it is opened with. */
export interface Address {
  path: string
  query: Record<string, string>
}

/**
 * Reads `/pages/me/me?a=1`, or `../me/me` relative to `from`. Throws if there is no such page. As on a
 * phone, a value is not decoded, and ends at its next `=` or `?`.
 */
export function readAddress(url: string, from: string | undefined, known: string[]): Address {
  const [place = '', search = ''] = url.split('?')
  const { pathname } = new URL(place, `wx://app/${from ?? ''}`)
  const path = decodeURI(pathname).replace(/^\//, '')
  if (!known.includes(path)) throw new Error(`fail page "${path}" is not found`)
  const pairs = search.split('&').filter(Boolean)
  const query = pairs.map((pair) => {
    const [name = '', value = 'undefined'] = pair.split('=')
    return [name, value]
  })
  return { path, query: Object.fromEntries(query) as Record<string, string> }
}

/** The reverse of `readAddress`. */
export function writeAddress({ path, query }: Address): string {
  const search = Object.entries(query)
    .map((pair) => pair.join('='))
    .join('&')
  return `/${path}${search ? `?${search}` : ''}`
}
