import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Connection, type RowDataPacket } from 'mysql2/promise'
import { migrate } from '../migrations'
import { withDatabase } from './connect'

/**
 * Removes every table, view, procedure and function, then applies all migrations. The database
 * itself stays, so that connections of a running stack go on working.
 */
export async function resetDatabase(url: string, migrationsDir: string): Promise<string[]> {
  await withDatabase(url, dropAll)
  return migrate(url, migrationsDir)
}

const LIST = `
  SELECT 'TABLE' AS kind, TABLE_NAME AS name FROM information_schema.TABLES
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'
  UNION ALL SELECT 'VIEW', TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()
  UNION ALL SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES
  WHERE ROUTINE_SCHEMA = DATABASE()
  UNION ALL SELECT 'EVENT', EVENT_NAME FROM information_schema.EVENTS
  WHERE EVENT_SCHEMA = DATABASE()`

async function dropAll(connection: Connection): Promise<void> {
  const [objects] = await connection.query<RowDataPacket[]>(LIST)
  await connection.query('SET SESSION foreign_key_checks = 0')
  for (const { kind, name } of objects as { kind: string; name: string }[])
    await connection.query(`DROP ${kind} IF EXISTS ??`, [name])
}

/** Where data to start with is: sql/seed/*.sql, run in the order of their names. */
export function seedFilesOf(migrationsDir: string): string[] {
  const folder = path.join(migrationsDir, 'seed')
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  return names.filter((name) => name.endsWith('.sql')).map((name) => path.join(folder, name))
}

/** Runs the files, each in a transaction of its own. Rejects with the file and the server's words. */
export async function seedDatabase(url: string, files: string[]): Promise<void> {
  await withDatabase(url, async (connection) => {
    for (const file of files) {
      await connection.beginTransaction()
      await connection.query(readFileSync(file, 'utf8')).catch((error: Error) => {
        throw new Error(`seed/${path.basename(file)}: ${error.message}`, { cause: error })
      })
      await connection.commit()
    }
  })
}
