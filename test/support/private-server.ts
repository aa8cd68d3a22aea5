import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createConnection } from 'mysql2/promise'
import { migrate } from '../../tools/migrations'
import { startMysql, throwAwayDir } from '../../tools/mysql'
import { readRecord } from '../../tools/mysql/server-record'
import { type TestDatabase } from './database'
import { project } from './project'

/** A database server of a test's own, which may be treated badly. */
export interface PrivateServer {
  /** Its database, for a user without an administrator's rights; queries are an administrator's. */
  database: TestDatabase
  /** Ends the server by SIGKILL, with whatever it was doing. */
  kill(): Promise<void>
  /** Starts it again after `kill`: the same data, address and users. */
  restart(): Promise<void>
  /** Stops its process, which keeps its connections. Resolves once none of its threads runs. */
  freeze(): Promise<void>
  thaw(): void
  stop(): Promise<void>
}

const USER = 'plain'
const PASSWORD = 'plain-password'

export async function startPrivateServer(): Promise<PrivateServer> {
  const dir = await throwAwayDir()
  let server = await startMysql({ dir })
  const adminUrl = server.url

  async function query<Row>(sql: string, values?: unknown[]): Promise<Row[]> {
    // a new connection each time: the server may have been killed in between
    const admin = await createConnection({ uri: adminUrl, timezone: 'Z' })
    admin.on('error', () => undefined)
    try {
      const [rows] = await admin.query(sql, values)
      return rows as Row[]
    } finally {
      admin.destroy()
    }
  }

  const url = new URL(adminUrl)
  const name = url.pathname.slice(1)
  url.username = USER
  url.password = PASSWORD
  try {
    await migrate(adminUrl, project.migrationsDir)
    await query(`CREATE USER ${USER}@'127.0.0.1' IDENTIFIED BY '${PASSWORD}'`)
    await query(`GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON ${name}.* TO ${USER}@'127.0.0.1'`)
  } catch (error) {
    await server.stop()
    throw error
  }

  const signal = (sign: NodeJS.Signals) => {
    const pid = readRecord(dir)?.process.pid
    if (pid) process.kill(pid, sign)
    return pid
  }
  const stop = async () => {
    await server.stop()
    await rm(dir, { recursive: true, force: true })
  }
  return {
    database: { url: url.href, query, drop: stop },
    async kill() {
      signal('SIGKILL')
      await server.stop()
    },
    async restart() {
      server = await startMysql({ dir })
    },
    async freeze() {
      const pid = signal('SIGSTOP')
      while (pid && !isStopped(pid)) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    thaw: () => void signal('SIGCONT'),
    stop
  }
}

/** A signal stops the threads of a busy process one after the other; Linux shows which. */
function isStopped(pid: number): boolean {
  const tasks = `/proc/${pid}/task`
  if (!existsSync(tasks)) return true
  return readdirSync(tasks).every((task) =>
    /\) [Tt] /.test(readFileSync(`${tasks}/${task}/stat`, 'utf8'))
  )
}
