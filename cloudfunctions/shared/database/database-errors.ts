/** Codes of mysql2 and of both servers for a connection that can no longer be used. */
const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_CLIENT_INTERACTION_TIMEOUT',
  'ER_QUERY_INTERRUPTED',
  'ER_SERVER_SHUTDOWN',
  // a failover has made this server read-only: a new connection reaches the new primary
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION',
  'ER_READ_ONLY_MODE'
])
const FULL = new Set([
  'ER_CON_COUNT_ERROR',
  'ER_USER_LIMIT_REACHED',
  'ER_TOO_MANY_USER_CONNECTIONS'
])
const CONTENDED = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT'])

interface MysqlError extends Error {
  code?: string
  errno?: number
  fatal?: boolean
}

/** The connection must be destroyed: what it sends next could belong to an earlier statement. */
export function isLost(error: unknown): boolean {
  const { code = '', fatal, message } = error as MysqlError
  return fatal === true || LOST.has(code) || /closed state|ended by the other party/.test(message)
}

/** The server accepts no more connections at the moment. */
export function isFull(error: unknown): boolean {
  return FULL.has((error as MysqlError).code ?? '')
}

/** The whole statement was rolled back in favour of another session's. */
export function isContended(error: unknown): boolean {
  return CONTENDED.has((error as MysqlError).code ?? '')
}

/** For the log. Leaves out the message, which may quote a value. */
export function describeSqlError(error: unknown): { sqlCode?: string; errno?: number } {
  const { code, errno } = error as MysqlError
  return { sqlCode: code, errno }
}
