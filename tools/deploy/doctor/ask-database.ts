import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { listWaiting, type Migration } from '../../migrations'
import { readDatabaseUrl } from '../database-url'

export interface DatabaseFacts {
  /** Such as 8.0.36 or 10.11.19-MariaDB */
  version: string
  maxConnections: number
  isEncrypted: boolean
  /** Migrations that it has not seen; an Error when they contradict it */
  waiting: Migration[] | Error
}

/** A database in a private network does not answer from here: no use in waiting long. */
const CONNECT_MS = 3_000
const QUERY_MS = 5_000

/** Asks a database about itself; changes nothing. Rejects with an Error whose code says why not. */
export async function askDatabase(url = '', sqlDir: string): Promise<DatabaseFacts> {
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
      waiting: await listWaiting(url, sqlDir).catch((error: Error) => error)
    }
  } finally {
    connection.destroy()
  }
}
