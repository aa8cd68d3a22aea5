import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { lives, type ProcessMark, waitUntil } from '../../../tools/common/processes'
import { type MysqlServer, throwAwayDir } from '../../../tools/mysql'
import { readRecord, stopLeftOver } from '../../../tools/mysql/server-record'

export interface Launcher {
  child: ChildProcess
  /** Waits for the first line of its output that matches. */
  lineOf(pattern: RegExp): Promise<string>
}

/** Folders, servers and processes for tests; `cleanUp` ends and removes them all. */
export function workbench() {
  const dirs: string[] = []
  const servers: MysqlServer[] = []
  const children: ChildProcess[] = []
  return {
    async newDir(): Promise<string> {
      const dir = await throwAwayDir()
      dirs.push(dir)
      return dir
    },
    keep(server: MysqlServer): MysqlServer {
      servers.push(server)
      return server
    },
    /** Runs launcher.ts in a process group of its own. */
    runLauncher(...args: string[]): Launcher {
      const file = join(__dirname, 'launcher.ts')
      const all = ['--require', require.resolve('tsx/cjs'), file, ...args]
      const child = spawn(process.execPath, all, { detached: true })
      children.push(child)
      return { child, lineOf: lineFinder(child) }
    },
    async cleanUp(): Promise<void> {
      for (const child of children.splice(0)) await killed(child)
      for (const server of servers.splice(0)) await server.stop()
      for (const dir of dirs.splice(0)) {
        await stopLeftOver(dir)
        await rm(dir, { recursive: true, force: true })
      }
    }
  }
}

export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function lineFinder(child: ChildProcess): Launcher['lineOf'] {
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const find = (pattern: RegExp) =>
    output
      .split('\n')
      .slice(0, -1)
      .find((line) => pattern.test(line))
  return async (pattern) => {
    await waitUntil(() => find(pattern) !== undefined || child.exitCode !== null, 30_000)
    const line = find(pattern)
    if (line === undefined) throw new Error(`no line of the child matches ${pattern}:\n${output}`)
    return line
  }
}

export function serverProcessIn(dir: string): ProcessMark {
  const record = readRecord(dir)
  if (!record) throw new Error(`no server was started in ${dir}`)
  return record.process
}

export async function isGoneWithin(mark: ProcessMark, timeoutMs: number): Promise<boolean> {
  return waitUntil(() => !lives(mark), timeoutMs)
}

export async function withSql<T>(url: string, work: (sql: Connection) => Promise<T>): Promise<T> {
  const sql = await createConnection({ uri: url, connectTimeout: 5_000 })
  try {
    return await work(sql)
  } finally {
    sql.destroy()
  }
}

export async function valueOf(url: string, statement: string): Promise<unknown> {
  return withSql(url, async (sql) => {
    const [rows] = await sql.query<RowDataPacket[]>(`SELECT (${statement}) AS value`)
    return rows[0]?.value as unknown
  })
}
