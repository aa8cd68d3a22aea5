import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { listWaiting, type Migration } from '../../migrations'
import { readDatabaseUrl } from '../settings/database-url'

export interface DatabaseFacts {
  /** Such as 8.0.36 or 10.11.19-MariaDB */
  version: string
  maxConnections: number
  isEncrypted: boolean
  /** What new connections get, in capitals */
  sqlMode: string[]
  /** Such as REPEATABLE-READ */
  isolation: string
  /** How far its clock is ahead of this machine's. */
  aheadSeconds: number
  /** Privileges of the user beyond this database, in capitals; undefined when it cannot be told */
  globalRights?: string[]
  /** Migrations that are not applied; an Error when an applied one has changed */
  pending: Migration[] | Error
}

/** A database in a private network never answers from here: waiting longer does not help. */
const CONNECT_MS = 3_000
const QUERY_MS = 5_000

/** Asks a database about itself. Rejects with an Error whose `code` says why it cannot. */
export async function askDatabase(url = '', migrationsDir: string): Promise<DatabaseFacts> {
  if (!url) throw new Error('DATABASE_URL is not set here')
  readDatabaseUrl(url)
  const connection = await createConnection({ uri: url, connectTimeout: CONNECT_MS })
  const query = async (sql: string) => {
    const [[row]] = await connection.query<RowDataPacket[]>({ sql, timeout: QUERY_MS })
    return row
  }
  try {
    const about = await query('SELECT VERSION() AS version, @@max_connections AS most')
    const cipher = await query("SHOW STATUS LIKE 'Ssl_cipher'")
    const mode = await query('SELECT @@SESSION.sql_mode AS mode')
    // its name differs between the servers
    const isolation = await query(
      "SHOW VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')"
    )
    const clock = await query(
      "SELECT DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.%fZ') AS now"
    )
    const aheadSeconds = Math.round((Date.parse(String(clock?.now)) - Date.now()) / 1000)
    const grants = connection
      .query<RowDataPacket[]>({ sql: 'SHOW GRANTS', timeout: QUERY_MS })
      .then(([rows]) => readGlobalRights(rows.map((row) => String(Object.values(row)[0]))))
    return {
      version: String(about?.version),
      maxConnections: Number(about?.most),
      isEncrypted: Boolean(cipher?.Value),
      sqlMode: String(mode?.mode).toUpperCase().split(',').filter(Boolean),
      isolation: String(isolation?.Value).toUpperCase(),
      aheadSeconds,
      globalRights: await grants.catch(() => undefined),
      pending: await listWaiting(url, migrationsDir).catch((error: Error) => error)
    }
  } finally {
    connection.destroy()
  }
}

/** What `GRANT ... ON *.*` gives; USAGE is nothing. */
function readGlobalRights(grants: string[]): string[] {
  return grants.flatMap((grant) => {
    const [, rights = ''] = /^GRANT (.+?) ON \*\.\* TO /i.exec(grant) ?? []
    const names = rights.split(',').map((right) => right.trim().toUpperCase())
    return names.filter((name) => name && name !== 'USAGE')
  })
}
