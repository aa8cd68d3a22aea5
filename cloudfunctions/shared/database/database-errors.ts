import { Failure } from '../core/failure'

/**
 * What an error of mysql2 or of a server means for the statement and its connection:
 * - lost: the connection is dead, and it is unknown how far the statement got
 * - refused: the server did not run the statement, and a new connection may reach one that does
 * - full: the server takes no more connections or statements at the moment, or is waking up
 * - contended: the server rolled the statement back in favour of another session's
 * - stopped: the same, because it took too long
 * - fault: a retry does not help
 */
export type SqlTrouble = 'lost' | 'refused' | 'full' | 'contended' | 'stopped' | 'fault'

interface MysqlError extends Error {
  code?: string
  errno?: number
  fatal?: boolean
  sqlState?: string
  sqlMessage?: string
}

/** MariaDB's numbers above 1900 and MySQL's above 3000 have names in only one of the two servers. */
const REFUSED = new Set([
  // a failover has made this server read-only: a new connection reaches the new primary
  1290, 1792, 1836,
  // the statement was prepared for a table that has changed, or on another server behind a proxy
  1243, 1615,
  // closed while idle: the server has not read the statement
  4031
])
const FULL = new Set([
  1040, 1203, 1226, 1461,
  // no memory or thread for another connection; not taking any
  1037, 1041, 1135, 3168,
  // TDSQL-C serverless is waking up
  9449
])
const CONTENDED = new Set([
  1205, 1213,
  // a row or a table has changed since the transaction began to read
  1020, 1412,
  // another server of the group has written the same row
  3101
])
const STOPPED = new Set([1969, 3024])
/** Shut down, interrupted, killed: the statement may or may not have been committed. */
const LOST = new Set([1053, 1317, 1927, 1152, 1153, 1158, 1159, 1160, 1161, 1184, 3169])
const LOST_CODES = /^(E(?!RR?_)[A-Z_]+|PROTOCOL_CONNECTION_LOST|PROTOCOL_SEQUENCE_TIMEOUT)$/

/** Settings that an administrator has to change, by errno. */
const HINTS: Record<number, string> = {
  1044: 'the user of DATABASE_URL has no rights on its database',
  1045: 'the user or the password of DATABASE_URL is wrong',
  1049: 'the database that DATABASE_URL names does not exist',
  1129: 'the server has blocked this address after many broken connections: FLUSH HOSTS',
  1142: 'the user of DATABASE_URL lacks a privilege on this table',
  1251: 'the user of DATABASE_URL needs another authentication plugin',
  1370: 'the user of DATABASE_URL may not execute this procedure',
  1698: 'the user of DATABASE_URL may not log in with a password',
  1820: 'the password of DATABASE_URL has expired: set a new one',
  1862: 'the password of DATABASE_URL has expired: set a new one'
}
/** Faults of a release: the code is newer than the tables. */
const MIGRATE = 'is the schema up to date? (npm run cli -- migrate)'
const FAULT_HINTS: Record<number, string> = { 1054: MIGRATE, 1146: MIGRATE, 1305: MIGRATE }

export function troubleOf(error: unknown): SqlTrouble {
  const { code = '', errno = 0, fatal, message, sqlState } = error as MysqlError
  if (REFUSED.has(errno)) return 'refused'
  if (FULL.has(errno)) return 'full'
  if (CONTENDED.has(errno)) return 'contended'
  if (STOPPED.has(errno)) return 'stopped'
  if (HINTS[errno]) return 'fault'
  const isLost = fatal === true || LOST.has(errno) || sqlState?.startsWith('08') === true
  const isClosed = /closed state|ended by the other party/.test(message)
  return isLost || isClosed || (errno <= 0 && LOST_CODES.test(code)) ? 'lost' : 'fault'
}

/** Whether the connection must be closed: what it sends next could belong to an earlier statement. */
export function isFatal(error: unknown): boolean {
  return ['lost', 'refused', 'full'].includes(troubleOf(error))
}

/** The server itself was not there to refuse: a proxy in front of it, or one that is waking up. */
export function isUnreached(error: unknown): boolean {
  return (error as MysqlError).sqlState?.startsWith('08') === true
}

/** The Failure for a fault; another code for what only an administrator can put right. */
export function failureOf(error: unknown, detail: Record<string, unknown>): Failure {
  const { errno = 0 } = error as MysqlError
  return new Failure(HINTS[errno] ? 'SERVER_MISCONFIGURED' : 'SERVER_ERROR', { detail })
}

/** Whether a unique key refused a row: an expected answer to "insert it if it is new". */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Failure && error.detail.errno === 1062
}

/** Messages of these errors quote names, users and SQL, never a value. */
const QUOTES_NO_VALUE = new Set([
  1044, 1045, 1048, 1049, 1054, 1064, 1072, 1136, 1142, 1146, 1210, 1264, 1305, 1318, 1364, 1370,
  1406, 1451, 1452, 1698, 3819
])
const LONGEST = 400

/** For the log: what failed and why, without any value. */
export function describeSqlError(error: unknown, sql?: string): Record<string, unknown> {
  const { code, errno = 0, sqlState, message, sqlMessage = message } = error as MysqlError
  return {
    sqlCode: code,
    errno: errno || undefined,
    sqlState,
    sqlMessage: (QUOTES_NO_VALUE.has(errno) ? sqlMessage : hideValues(sqlMessage)).slice(
      0,
      LONGEST
    ),
    ...(sql && { sql: sql.replace(/\s+/g, ' ').trim().slice(0, LONGEST) }),
    hint: HINTS[errno] ?? FAULT_HINTS[errno]
  }
}

/** From the first quotation mark to the last: a value may contain any of its own. */
function hideValues(message: string): string {
  const [, name = ''] = /(for (?:key|column) ['`][\w.$-]+['`](?: at row \d+)?)$/.exec(message) ?? []
  const rest = message.slice(0, message.length - name.length)
  return rest.replace(/['"].*['"]/s, '…') + name
}
