import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheDir, fillOnce } from './cache'
import { inspectProgram, type ServerProgram } from './program'
import type { ProgramOptions } from './programs'
import { run } from './run'

const name = `mysql-${process.platform}-${process.arch}`

/** MySQL as `fetchMysql` left it; undefined when it never did. Rejects when it does not run. */
export async function cachedMysql(): Promise<ServerProgram | undefined> {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const file = join(cacheDir(), name, 'mysql', 'bin', `mysqld${suffix}`)
  return existsSync(file) ? inspectProgram(file) : undefined
}

/** Downloads MySQL from its makers, by way of the package mysql-memory-server; several hundred MB. */
export async function fetchMysql({
  onProgress,
  signal
}: ProgramOptions): Promise<ServerProgram | undefined> {
  onProgress('Fetching MySQL with mysql-memory-server (several hundred MB, only once)')
  const isUsable = async () => Boolean(await cachedMysql().catch(() => undefined))
  await fillOnce(name, (folder) => download(folder, signal), isUsable)
  onProgress(`Keeping it in ${cacheDir()}`)
  return cachedMysql()
}

// A process of its own, since the package has no deadline, offers no way to give up, and works in the temporary folder.
async function download(folder: string, signal?: AbortSignal): Promise<void> {
  const temporary = join(folder, 'temporary')
  await mkdir(temporary)
  const env = { TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  const args = ['--require', require.resolve('tsx/cjs'), join(__dirname, 'download-mysql.ts')]
  const answer = await run(process.execPath, args, { env, timeoutMs: 900_000, signal })
  const unpacked = dirname(dirname(answer.trim()))
  await rename(unpacked, join(folder, 'mysql'))
  await rm(temporary, { recursive: true, force: true })
}
