import type { RowDataPacket } from 'mysql2'
import { withConnection } from './connection'
import { startMysql, type MysqlServer, type StartOptions } from './server'

const deadlineMs = 5_000

/**
 * The database the caller's environment asks for: the server at `url` when there is one (`stop` then leaves it alone),
 * else a private one in `dir`. Rejects within 5 s when nothing usable answers at `url`; the message names the host and
 * the server's error code, never the password.
 */
export async function useDatabase(options: StartOptions & { url?: string }): Promise<MysqlServer> {
  const { url } = options
  if (!url) return startMysql(options)
  const host = hostOf(url)
  const description = await describe(url, host)
  return { url, description, stop: async () => undefined }
}

// The causes are left out on purpose: a URL error holds the whole URL, password included.
function hostOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'mysql:' && parsed.hostname) return parsed.host
  throw new Error('DATABASE_URL is not of the form mysql://user:password@host:port/database')
}

async function describe(url: string, host: string): Promise<string> {
  try {
    const version = await withConnection({ uri: url }, deadlineMs, async (sql) => {
      const [rows] = await sql.query<RowDataPacket[]>('SELECT VERSION() AS version')
      return String(rows[0]?.version)
    })
    return `${/mariadb/i.test(version) ? 'MariaDB' : 'MySQL'} ${version} at ${host}`
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'no error code'
    throw new Error(`DATABASE_URL: the database at ${host} cannot be used (${code})`)
  }
}
