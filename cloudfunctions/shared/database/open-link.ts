import { type Connection, createConnection, type RowDataPacket } from 'mysql2'
import { createLink, LATE, type Link } from './link'

const CONNECT_MS = 1000
/** By then the server itself has ended a statement; no answer is awaited after that. */
const SERVER_MS = 800
/** Each holds memory on the server, which counts them across all connections. */
const PREPARED = 32

/**
 * No lock is waited for, and no statement runs, much longer than we wait for an answer: each server
 * ignores the comment that is meant for the other.
 */
const LIMITS =
  'SET SESSION innodb_lock_wait_timeout = 1' +
  `/*M!100102 , max_statement_time = ${SERVER_MS / 1000} */` +
  `/*!50708 , max_execution_time = ${SERVER_MS} */`

/** Beyond this share a server has no connections to spare; deployments keep below it. */
const SCARCE_FROM = 0.9
/** Each server ignores the comment that is meant for the other. */
const USED =
  'SELECT variable_value / @@max_connections AS used FROM ' +
  '/*M! information_schema.global_status *//*!50708 performance_schema.global_status */ ' +
  "WHERE variable_name = 'Threads_connected'"

/**
 * @param onClose called once, when the connection is gone, also when it never opened
 * @param onBack called when a link is usable again, after its late answer has arrived
 */
export async function openLink(
  url: string,
  onClose: (link: Link) => void,
  onBack: (link: Link) => void
): Promise<Link> {
  const connection = createConnection({
    uri: url,
    connectTimeout: CONNECT_MS,
    timezone: 'Z',
    charset: 'utf8mb4',
    supportBigNumbers: true,
    maxPreparedStatements: PREPARED
  })
  const link = createLink(connection, onBack)
  const { stream } = connection as unknown as { stream: NodeJS.EventEmitter }
  stream.once('close', () => onClose(link))
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('connect', () => resolve()).once('error', reject)
    })
    await ask(connection, LIMITS)
    const [row] = await ask(connection, USED)
    link.isScarce = Number(row?.used ?? 0) >= SCARCE_FROM
    link.answeredAt = Date.now()
    return link
  } catch (error) {
    link.close()
    throw error
  }
}

/** The rows of a statement; none where a proxy forbids it, because we can serve without. */
function ask(connection: Connection, sql: string): Promise<RowDataPacket[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, CONNECT_MS, LATE)
    connection.query<RowDataPacket[]>(sql, (error, rows) => {
      clearTimeout(timer)
      if (error?.fatal) reject(error)
      else resolve(Array.isArray(rows) ? rows : [])
    })
  })
}
