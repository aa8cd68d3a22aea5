import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { listWaiting, type Migration } from '../../migrations'
import { readDatabaseUrl } from '../settings/database-url'

export interface DatabaseFacts {
  /** Such as 8.0.36 or 10.11.19-MariaDB */
  version: string
  maxConnections: number
  isEncrypted: boolean
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
    return {
      version: String(about?.version),
      maxConnections: Number(about?.most),
      isEncrypted: Boolean(cipher?.Value),
      pending: await listWaiting(url, migrationsDir).catch((error: Error) => error)
    }
  } finally {
    connection.destroy()
  }
}
