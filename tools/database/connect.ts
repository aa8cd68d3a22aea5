import { type Connection, createConnection } from 'mysql2/promise'

const CONNECT_MS = 5000

/** Connects, does `work` and disconnects. Several statements may be sent at once. */
export async function withDatabase<T>(
  url: string,
  work: (connection: Connection) => Promise<T>
): Promise<T> {
  const connection = await createConnection({
    uri: url,
    multipleStatements: true,
    connectTimeout: CONNECT_MS,
    charset: 'utf8mb4_unicode_ci',
    // as they are stored: without a time zone
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true
  }).catch((error: NodeJS.ErrnoException) => {
    // not as the cause: it may quote the URL, and with it the password
    throw new Error(`the database cannot be reached (${error.code ?? 'no error code'})`)
  })
  try {
    return await work(connection)
  } finally {
    connection.destroy()
  }
}
