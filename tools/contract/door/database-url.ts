/**
 * Reads DATABASE_URL, `mysql://user:password@host:port/database`; undefined when it breaks the rule.
 * A character of the password that has a meaning in URLs would turn the rest into another host or
 * database, so it must be percent-encoded.
 */
export function parseDatabaseUrl(text: string): URL | undefined {
  try {
    const url = new URL(text)
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part)
    const isWhole = url.hostname && /^\/\w[^/@]*$/.test(url.pathname) && !text.includes('#')
    return url.protocol === 'mysql:' && isWhole ? url : undefined
  } catch {
    // these errors may quote the text, and with it the password
    return undefined
  }
}
