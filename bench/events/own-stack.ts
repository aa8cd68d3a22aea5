import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { buildFunctions } from '../../tools/build'
import { migrate } from '../../tools/migrations'
import { type MysqlServer, startMysql, throwAwayDir } from '../../tools/mysql'
import { openProject } from '../../tools/project'
import { startStack } from '../../tools/stack'
import { stoppedOnSignal } from '../support/interrupt'

const PROJECT = openProject(path.resolve(__dirname, '../..'))
export const AD = 'spring-sale'
/** The ads are an example, which a project may have removed. */
export const HAS_ADS = existsSync(path.join(PROJECT.functionsDir, 'go'))

/** The back end with a database server of its own, which may be killed. */
export async function startOwnStack() {
  await buildFunctions(PROJECT)
  const dir = await throwAwayDir()
  let server: MysqlServer = await startMysql({ dir })
  const { url } = server
  await migrate(url, PROJECT.migrationsDir)
  const lines: string[] = []
  const stack = await startStack({
    project: PROJECT,
    port: 0,
    settings: { DATABASE_URL: url, DATABASE_CONNECTIONS: '4' },
    log: (line) => lines.push(line)
  })

  async function query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const connection = await createConnection({ uri: url })
    const [rows] = await connection.query<RowDataPacket[]>(sql, values)
    await connection.end()
    return rows as Row[]
  }
  // a laptop's server is spared that; one that is to be killed needs it, as the cloud's has it
  const commitToDisk = () => query('SET GLOBAL innodb_flush_log_at_trx_commit = 1')
  await commitToDisk()
  if (HAS_ADS) await query('INSERT INTO ads VALUES (?, ?)', [AD, 'https://www.example.com/'])

  return {
    stack,
    lines,
    query,
    /** After the server was killed: starts it again, with the data that it had committed. */
    async restartDatabase(): Promise<void> {
      await server.stop()
      server = await startMysql({ dir })
      if (server.url !== url) throw new Error('the server did not come back at its address')
      await commitToDisk()
    },
    stop: stoppedOnSignal(async () => {
      await stack.stop()
      await server.stop()
      rmSync(dir, { recursive: true, force: true })
    })
  }
}
