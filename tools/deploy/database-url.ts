/**
 * Reads DATABASE_URL. Throws an Error that says what is wrong, without the URL: a password is in it,
 * and is what usually is wrong. The functions have the same rule.
 */
export function readDatabaseUrl(text: string): URL {
  try {
    const url = new URL(text)
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part)
    const isWhole = url.hostname && /^\/\w[^/@]*$/.test(url.pathname) && !text.includes('#')
    if (url.protocol === 'mysql:' && isWhole) return url
  } catch {
    // said below
  }
  const rule = 'DATABASE_URL must be mysql://user:password@host:port/database'
  const advice = 'percent-encode the password: % is %25, / is %2F, # is %23, @ is %40, ? is %3F'
  throw Object.assign(new Error(`${rule} -> ${advice}`), { code: 'ERR_INVALID_URL' })
}

/** Where it leads, without user and password. */
export function placeOf({ hostname, port, pathname }: URL): string {
  return `${hostname}:${port || 3306}${pathname}`
}
