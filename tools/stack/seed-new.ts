import path from 'node:path'
import { seedDatabase, seedFilesOf } from '../database'
import { readMigrations } from '../migrations'
import { type Project } from '../project'

/**
 * Runs sql/seed/ after migrations were applied; in a database that is not ours, only when it was
 * empty. Returns the names of the files.
 */
export async function seedNew(
  url: string,
  { migrationsDir }: Project,
  applied: string[]
): Promise<string[]> {
  const [first] = readMigrations(migrationsDir)
  const isOurs = !process.env.DATABASE_URL && applied.length > 0
  if (!isOurs && !applied.includes(first?.name ?? '')) return []
  const files = seedFilesOf(migrationsDir)
  await seedDatabase(url, files)
  return files.map((file) => path.basename(file))
}
