import { parseDatabaseUrl } from '../../contract/door/database-url'

const RULE = 'DATABASE_URL must be mysql://user:password@host:port/database'
const ADVICE = 'percent-encode the password: % is %25, / is %2F, # is %23, @ is %40, ? is %3F'

/** Reads DATABASE_URL. Throws an Error that explains the rule without quoting the password. */
export function readDatabaseUrl(text: string): URL {
  const url = parseDatabaseUrl(text)
  if (url) return url
  throw Object.assign(new Error(`${RULE} -> ${ADVICE}`), { code: 'ERR_INVALID_URL' })
}
