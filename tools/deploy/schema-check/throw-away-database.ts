import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createConnection } from 'mysql2/promise'
import { startMysql, throwAwayDir } from '../../mysql'

const CONNECT_MS = 10_000

interface ThrowAwayDatabase {
  url: string
  stop: () => Promise<void>
}

/**
 * Creates an empty database that `stop` removes: on a private server, or beside the other databases
 * of the server at `serverUrl`.
 */
export async function createThrowAwayDatabase({
  log,
  serverUrl,
  signal
}: {
  log: (line: string) => void
  serverUrl?: string
  signal?: AbortSignal
}): Promise<ThrowAwayDatabase> {
  if (serverUrl) return createOn(serverUrl)
  const dir = await throwAwayDir()
  const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 10 })
  try {
    const server = await startMysql({ dir, onProgress: log, signal })
    log(`using ${server.description}`)
    return { url: server.url, stop: () => server.stop().finally(remove) }
  } catch (error) {
    await remove()
    throw signal?.aborted ? signal.reason : error
  }
}

async function createOn(serverUrl: string): Promise<ThrowAwayDatabase> {
  const url = new URL(serverUrl)
  const name = `weapp_scf_check_${randomBytes(6).toString('hex')}`
  const run = async (sql: string) => {
    const connection = await createConnection({ uri: serverUrl, connectTimeout: CONNECT_MS })
    await connection.query(sql).finally(() => connection.end())
  }
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  url.pathname = `/${name}`
  return { url: url.href, stop: () => run(`DROP DATABASE ${name}`) }
}
