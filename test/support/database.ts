import { randomBytes } from 'node:crypto'
import { type Connection, createConnection } from 'mysql2/promise'
import { migrate } from '../../tools/migrations'
import { project } from './project'

export interface TestDatabase {
  url: string
  /** Runs SQL in this database, with an administrator's privileges. */
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
  drop(): Promise<void>
}

/** Creates a database on the test server. */
export async function createDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const url = new URL(process.env.TEST_SERVER_URL ?? '')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin: Connection = await createConnection({ uri: url.href, timezone: 'Z' })
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  await admin.query(`USE ${name}`)
  url.pathname = `/${name}`
  if (options.migrated !== false) await migrate(url.href, project.migrationsDir)
  return {
    url: url.href,
    async query<Row>(sql: string, values?: unknown[]) {
      const [rows] = await admin.query(sql, values)
      return rows as Row[]
    },
    async drop() {
      await admin.query(`DROP DATABASE IF EXISTS ${name}`)
      await admin.end()
    }
  }
}
