import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { prepareDatadir } from './datadir'
import { launch } from './launch'
import { noServer } from './no-server'
import { takeOwnership } from './owner'
import type { ServerProgram } from './program'
import { serverPrograms } from './programs'
import { readRecord } from './record'
import { stopLeftOver } from './shut-down'

export interface MysqlServer {
  /** mysql://user:password@127.0.0.1:port/app */
  url: string
  /** For humans: 'MariaDB 10.11.18 (/usr/sbin/mariadbd)' */
  description: string
  /** Ends the server in order, by force after 3 s. May be called again. */
  stop(): Promise<void>
}

export interface StartOptions {
  /** The data is kept here and found again at the next start. */
  dir: string
  onProgress?: (line: string) => void
  /** Gives up while starting; once started, `stop` is the way. */
  signal?: AbortSignal
}

/**
 * Starts a private server in `dir`, on 127.0.0.1 only, with user and database `app`. A server that a dead launcher
 * left in `dir` is ended first. Rejects when a living launcher owns `dir`, when no server program can be had
 * (the message says what was tried), or when the server dies (the message ends with its log's last lines).
 */
export async function startMysql(options: StartOptions): Promise<MysqlServer> {
  const dir = resolve(options.dir)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const release = await takeOwnership(dir)
  try {
    await stopLeftOver(dir)
    const { program, home } = await chooseProgram({ ...options, dir })
    const running = await launch({ ...options, program, dir, home, former: readRecord(dir) })
    const stop = async () => {
      try {
        await running.stop()
      } finally {
        await release()
      }
    }
    return { url: running.url, description: program.description, stop }
  } catch (error) {
    await release()
    throw error
  }
}

// Only a made datadir shows that a program works here: an installed one may be forbidden (AppArmor, SELinux) to
// write anywhere but its own folder, and then the next one is tried.
async function chooseProgram(
  options: StartOptions
): Promise<{ program: ServerProgram; home: string }> {
  const tried: string[] = []
  const onProgress = options.onProgress ?? (() => undefined)
  for await (const program of serverPrograms({ onProgress, signal: options.signal, tried })) {
    try {
      return { program, home: await prepareDatadir(program, { ...options, onProgress }) }
    } catch (error) {
      options.signal?.throwIfAborted()
      tried.push(`${program.description}: ${(error as Error).message}`)
      onProgress(`${program.description} cannot be used here`)
    }
  }
  throw noServer(tried)
}
