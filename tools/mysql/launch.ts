import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { withConnection } from './connection'
import { freePort } from './free-port'
import type { ServerRecord } from './record'
import { spawnServer, type SpawnedServer, type SpawnOptions } from './spawn-server'

export interface LaunchOptions extends Pick<SpawnOptions, 'program' | 'dir' | 'home'> {
  /** The last server in `dir`: its password, and its port if free, serve again */
  former?: ServerRecord
  onProgress?: (line: string) => void
  signal?: AbortSignal
}

const readyWithinMs = 120_000
const attempts = 3

/** Starts the server on a made datadir and waits until a login succeeds. */
export async function launch(
  options: LaunchOptions
): Promise<{ url: string; stop(): Promise<void> }> {
  const { former, signal } = options
  const password = former?.password ?? randomBytes(18).toString('base64url')
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? former?.port : undefined)
    const server = spawnServer({ ...options, port, password })
    try {
      await untilReady(server, { port, password, signal })
      return { url: `mysql://app:${password}@127.0.0.1:${port}/app`, stop: watch(server, options) }
    } catch (error) {
      await server.stop()
      // somebody may take the port between our look at it and the server's bind
      const portWasTaken = /already in use|do you already have/i.test(server.lastWords())
      if (!portWasTaken || attempt === attempts) throw error
    }
  }
}

interface Login {
  port: number
  password: string
  signal?: AbortSignal
}

async function untilReady(server: SpawnedServer, { port, password, signal }: Login): Promise<void> {
  const end = Date.now() + readyWithinMs
  const account = { host: '127.0.0.1', port, user: 'app', password, database: 'app' }
  while (Date.now() < end) {
    signal?.throwIfAborted()
    const isReady = await withConnection(account, 1_000, (sql) => sql.query('SELECT 1')).catch(
      () => false
    )
    if (isReady) return
    if (server.isGone())
      throw new Error(`the database server ended while starting:\n${server.lastWords()}`)
    await sleep(20)
  }
  throw new Error(
    `no login within ${readyWithinMs / 1000} s; the server's log ends:\n${server.lastWords()}`
  )
}

// A server that ends unasked should not have to be found out about by the errors of whoever uses it.
function watch(server: SpawnedServer, { onProgress }: LaunchOptions): () => Promise<void> {
  let isStopping = false
  server.onceGone(() => {
    if (!isStopping) onProgress?.(`The database server has ended by itself:\n${server.lastWords()}`)
  })
  return () => {
    isStopping = true
    return server.stop()
  }
}
