import path from 'node:path'
import { readEnvFile } from '../common/env-file'
import { findStack, stackHome } from '../common/running-stack'
import { useDatabase } from '../mysql'
import { type Project } from '../project'

/** Finds the running stack's database, or starts its server for this work. */
export async function withServer<T>(
  project: Project,
  signal: AbortSignal,
  work: (database: { url: string; description: string }) => Promise<T>
): Promise<T> {
  const dotenv = readEnvFile(path.join(project.root, '.env'))
  if (!process.env.PORT && dotenv.PORT) process.env.PORT = dotenv.PORT
  const running = findStack(project, (line) => console.error(line))?.environment.DATABASE_URL
  const { home } = stackHome(project, process.env.PORT || '3000')
  const server = await useDatabase({
    url: running ?? (process.env.DATABASE_URL || dotenv.DATABASE_URL),
    dir: path.join(home, 'mysql'),
    onProgress: (line) => console.error(line),
    signal
  })
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}
