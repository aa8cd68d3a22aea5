import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { privateApt } from './apt'
import { cacheDir, fillOnce } from './cache'
import { inspectProgram, type ServerProgram } from './program'
import type { ProgramOptions } from './programs'
import { run } from './run'

// Its libraries fit one release of the system only, and a home may be shared between several.
const name = () => `mariadb-${releaseOf()}-${process.arch}`

/** MariaDB as `fetchMariadb` left it; undefined when it never did. Rejects when it does not run (any more). */
export async function cachedMariadb(): Promise<ServerProgram | undefined> {
  const root = join(cacheDir(), name())
  const file = join(root, 'usr', 'sbin', 'mariadbd')
  if (!existsSync(file)) return undefined
  const libraries = [join(root, 'lib'), join(root, 'usr', 'lib')].flatMap(withSubfolders)
  return inspectProgram(file, { LD_LIBRARY_PATH: libraries.join(':') })
}

/**
 * Downloads MariaDB's server and what this machine lacks to run it from the system's own package archive, with apt-get
 * but without installing: needs no root, no package lists, changes nothing outside the cache. About 17 MB.
 */
export async function fetchMariadb({
  onProgress,
  signal
}: ProgramOptions): Promise<ServerProgram | undefined> {
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg')) return undefined
  onProgress('Fetching MariaDB from the package archive of this system (about 17 MB, only once)')
  const isUsable = async () => Boolean(await cachedMariadb().catch(() => undefined))
  await fillOnce(name(), (folder) => download(folder, { onProgress, signal }), isUsable)
  onProgress(`Keeping it in ${cacheDir()}`)
  return cachedMariadb()
}

type DownloadOptions = Pick<ProgramOptions, 'onProgress' | 'signal'>

async function download(root: string, { onProgress, signal }: DownloadOptions): Promise<void> {
  const apt = await privateApt(join(root, 'apt'), signal)
  // one source of several may be out of reach; whether that matters, the next steps show
  const updateError = await apt.run('apt-get', 'update').then(
    () => undefined,
    (error: Error) => error
  )
  signal?.throwIfAborted()
  const found = await apt.run('apt-cache', 'search', '--names-only', '^mariadb-server-core')
  // one line each, 'name - what it is'; older releases have the version in the name
  const [first] = found.split('\n').sort().filter(Boolean)
  if (!first)
    throw updateError ?? new Error('the package sources of this system have no mariadb-server-core')
  const name = first.split(' ')[0] ?? first
  await apt.run('apt-get', 'install', '--yes', '--no-install-recommends', '--download-only', name)

  const files = (await readdir(apt.archives)).filter((file) => file.endsWith('.deb'))
  onProgress(`Unpacking ${files.length} packages`)
  for (const file of files) {
    await run('dpkg', ['-x', join(apt.archives, file), root], { timeoutMs: 60_000, signal })
  }
  await rm(join(root, 'apt'), { recursive: true, force: true })
}

function releaseOf(): string {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  const valueOf = (key: string) =>
    new RegExp(`^${key}="?([\\w.-]+)`, 'm').exec(text)?.[1] ?? 'unknown'
  return `${valueOf('ID')}-${valueOf('VERSION_ID')}`
}

function withSubfolders(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  return [
    folder,
    ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name))
  ]
}
