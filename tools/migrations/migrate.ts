import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { type Migration, readMigrations } from './read-migrations'

const LOCK_SECONDS = 60
const CONNECT_MS = 10_000
const CREATE_LEDGER = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  applied_at DATETIME NOT NULL
) ENGINE = InnoDB`

/** A file is not what was applied under its name. */
export class ChangedMigration extends Error {}

export interface MigrateOptions {
  /** The last file to apply; all of them by default. */
  upTo?: string
  /** Called before each file. */
  onApply?: (name: string) => void
  /** Stops between two files */
  signal?: AbortSignal
}

/**
 * Brings a database's schema up to date with a folder of migrations and returns the names of the
 * files it applied. Concurrent runs wait for each other. Throws when a file has changed since it
 * was applied, or when the server rejects a statement.
 */
export async function migrate(
  url: string,
  folder: string,
  { upTo, onApply, signal }: MigrateOptions = {}
): Promise<string[]> {
  return withConnection(url, async (connection) => {
    // released when the connection closes
    await lock(connection)
    await connection.query(CREATE_LEDGER)
    const waiting = await findWaiting(connection, folder)
    const wanted = waiting.filter(({ name }) => upTo === undefined || name <= upTo)
    for (const migration of wanted) {
      signal?.throwIfAborted()
      onApply?.(migration.name)
      await apply(connection, migration)
    }
    return wanted.map(({ name }) => name)
  })
}

/**
 * The files that have not been applied to a database yet. Changes nothing. Throws when a file has
 * changed since it was applied.
 */
export async function listWaiting(url: string, folder: string): Promise<Migration[]> {
  return withConnection(url, (connection) => findWaiting(connection, folder))
}

async function withConnection<T>(url: string, work: (connection: Connection) => Promise<T>) {
  const connection = await createConnection({
    uri: url,
    // each file is sent whole: only the server can tell where a procedure ends
    multipleStatements: true,
    connectTimeout: CONNECT_MS,
    charset: 'utf8mb4_unicode_ci'
  })
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

async function lock(connection: Connection): Promise<void> {
  const [[row]] = await connection.query<RowDataPacket[]>(
    "SELECT GET_LOCK(CONCAT('migrate.', DATABASE()), ?) AS taken",
    [LOCK_SECONDS]
  )
  if (row?.taken !== 1) throw new Error(`another migration has been running for ${LOCK_SECONDS} s`)
}

async function apply(connection: Connection, { name, sql, checksum }: Migration): Promise<void> {
  await connection.query(sql).catch((error: Error) => {
    throw new Error(`${name}: ${error.message}`, { cause: error })
  })
  await connection.query(
    'INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (?, ?, UTC_TIMESTAMP())',
    [name, checksum]
  )
}

async function findWaiting(connection: Connection, folder: string): Promise<Migration[]> {
  const applied = await readLedger(connection)
  return readMigrations(folder).filter(({ name, checksum }) => {
    const recorded = applied.get(name)
    if (recorded !== undefined && recorded !== checksum)
      throw new ChangedMigration(
        `${name} was applied before and has changed since: add a new file instead`
      )
    return recorded === undefined
  })
}

/** Checksums of the files that were applied, by name. */
async function readLedger(connection: Connection): Promise<Map<string, string>> {
  try {
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT name, checksum FROM schema_migrations'
    )
    return new Map(rows.map((row) => [row.name as string, row.checksum as string]))
  } catch (error) {
    // a new database
    if ((error as { code?: string }).code === 'ER_NO_SUCH_TABLE') return new Map()
    throw error
  }
}
