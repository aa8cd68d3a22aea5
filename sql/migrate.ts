/**
 * npm run migrate: applies the files of this folder, in order, each once, to the database that
 * DATABASE_URL names.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'

const LOCK_SECONDS = 60
const CONNECT_MS = 10_000

/**
 * Brings a database's schema up to date; two at once wait for each other. Gives the names of the
 * files that it applied. Throws when a file that was applied before has changed since, or when the
 * server refuses a statement.
 */
export async function migrate(url: string, folder = __dirname): Promise<string[]> {
  // a file is sent whole: the server knows where a procedure ends, a splitter would have to guess
  const connection = await createConnection({
    uri: url,
    multipleStatements: true,
    connectTimeout: CONNECT_MS,
    charset: 'utf8mb4_unicode_ci'
  })
  try {
    await lock(connection)
    return await applyNew(connection, folder)
  } finally {
    // the lock ends with its connection
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

async function applyNew(connection: Connection, folder: string): Promise<string[]> {
  await connection.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    name VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    applied_at DATETIME NOT NULL
  ) ENGINE = InnoDB`)
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT name, checksum FROM schema_migrations'
  )
  const known = new Map(rows.map((row) => [row.name as string, row.checksum as string]))
  const applied: string[] = []
  for (const { name, sql, checksum } of readFiles(folder)) {
    const before = known.get(name)
    if (before !== undefined && before !== checksum)
      throw new Error(`${name} was applied before and has changed since: add a new file instead`)
    if (before !== undefined) continue
    await connection.query(sql).catch((error: Error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error })
    })
    await connection.query(
      'INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (?, ?, UTC_TIMESTAMP())',
      [name, checksum]
    )
    applied.push(name)
  }
  return applied
}

function readFiles(folder: string) {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // a checkout on Windows may have other line ends
      const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
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
