/**
 * Applies the files of this folder, in order, each once, to the database that DATABASE_URL names.
 * `npm run migrate` says more about it.
 */
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import path from 'node:path'
import { readMigrations, type Migration } from './files'

const SQL = path.resolve(__dirname, '../../sql')
const LOCK_SECONDS = 60
const CONNECT_MS = 10_000
const NO_SUCH_TABLE = 'ER_NO_SUCH_TABLE'

export interface MigrateOptions {
  /** The last file to apply; all of them when left out */
  upTo?: string
  /** Called before each file */
  onApply?: (name: string) => void
}

/**
 * Brings a database's schema up to date; two at once wait for each other. Gives the names of the
 * files that it applied. Throws when a file that was applied before has changed since, or when the
 * server refuses a statement.
 */
export async function migrate(
  url: string,
  folder = SQL,
  { upTo, onApply = () => undefined }: MigrateOptions = {}
): Promise<string[]> {
  return withConnection(url, async (connection) => {
    // the lock ends with its connection
    await lock(connection)
    await connection.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
      name VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      applied_at DATETIME NOT NULL
    ) ENGINE = InnoDB`)
    const waiting = await findWaiting(connection, folder)
    const wanted = waiting.filter(({ name }) => upTo === undefined || name <= upTo)
    for (const { name, sql, checksum } of wanted) {
      onApply(name)
      await connection.query(sql).catch((error: Error) => {
        throw new Error(`${name}: ${error.message}`, { cause: error })
      })
      await connection.query(
        'INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (?, ?, UTC_TIMESTAMP())',
        [name, checksum]
      )
    }
    return wanted.map(({ name }) => name)
  })
}

/**
 * The files that a database has not seen yet; changes nothing. Throws when a file that was applied
 * before has changed since.
 */
export async function listWaiting(url: string, folder = SQL): Promise<Migration[]> {
  return withConnection(url, (connection) => findWaiting(connection, folder))
}

async function withConnection<T>(url: string, work: (connection: Connection) => Promise<T>) {
  // a file is sent whole: the server knows where a procedure ends, a splitter would have to guess
  const connection = await createConnection({
    uri: url,
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

async function findWaiting(connection: Connection, folder: string): Promise<Migration[]> {
  const [rows] = await connection
    .query<RowDataPacket[]>('SELECT name, checksum FROM schema_migrations')
    .catch((error: Error & { code?: string }) => {
      // a database that is new
      if (error.code === NO_SUCH_TABLE) return [[]] as [RowDataPacket[]]
      throw error
    })
  const known = new Map(rows.map((row) => [row.name as string, row.checksum as string]))
  const all = readMigrations(folder)
  for (const { name, checksum } of all)
    if ((known.get(name) ?? checksum) !== checksum)
      throw new Error(`${name} was applied before and has changed since: add a new file instead`)
  return all.filter(({ name }) => !known.has(name))
}

async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('set DATABASE_URL=mysql://user:password@host:port/database')
  const applied = await migrate(url)
  console.log(applied.length ? `applied ${applied.join(', ')}` : 'nothing to apply')
}

if (require.main === module)
  main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
