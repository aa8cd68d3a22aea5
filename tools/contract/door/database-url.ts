/**
 * Reads DATABASE_URL, `mysql://user:password@host:port/database`; undefined when it breaks the rule.
 * mysql2 takes any of its options from the query, such as multipleStatements: only `ssl` may stand
 * there. A character of the password that has a meaning in URLs would turn the rest into another host or
 * database, so it must be percent-encoded.
 */
export function parseDatabaseUrl(text: string): URL | undefined {
  try {
    const url = new URL(text)
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part)
    const isWhole = url.hostname && /^\/\w[^/@]*$/.test(url.pathname) && !text.includes('#')
    const isSafe = [...url.searchParams.keys()].every((option) => option === 'ssl')
    return url.protocol === 'mysql:' && isWhole && isSafe ? url : undefined
  } catch {
    // these errors may quote the text, and with it the password
    return undefined
  }
}
