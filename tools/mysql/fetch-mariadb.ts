import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Downloadable, type DownloadOptions } from './downloads'
import { inspectProgram } from './program'
import { run } from './run'

const APT_MS = 300_000
const UNPACK_MS = 60_000

/**
 * MariaDB and the libraries it needs, from the package archive of Debian or Ubuntu: downloaded with
 * apt-get but not installed, so that it needs no root and changes nothing outside the cache.
 */
export const MARIADB: Downloadable = {
  // its libraries fit one release of the system, and machines may share a home
  name: `mariadb-${systemRelease()}-${process.arch}`,
  announcement: 'Downloading MariaDB from the package archive of this system (17 MB, only once)',
  isPossible: () => existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg'),
  open(folder) {
    const libraries = ['lib', 'usr/lib'].flatMap((name) => withSubfolders(path.join(folder, name)))
    const env = { LD_LIBRARY_PATH: libraries.join(':') }
    return inspectProgram(path.join(folder, 'usr', 'sbin', 'mariadbd'), env)
  },
  async downloadTo(folder, options) {
    const aptFolder = path.join(folder, 'apt')
    const packages = await downloadPackages(aptFolder, options)
    options.onProgress(`Unpacking ${packages.length} packages`)
    for (const file of packages)
      await run('dpkg', ['-x', file, folder], { timeoutMs: UNPACK_MS, signal: options.signal })
    await rm(aptFolder, { recursive: true, force: true })
  }
}

/** Downloads the server's package and those that this machine lacks. Returns the files. */
async function downloadPackages(folder: string, { signal }: DownloadOptions): Promise<string[]> {
  const archives = path.join(folder, 'cache', 'archives')
  for (const parent of [path.join(folder, 'lists'), archives])
    await mkdir(path.join(parent, 'partial'), { recursive: true })
  const config = path.join(folder, 'apt.conf')
  await writeFile(config, aptConfig(folder))
  const apt = (program: 'apt-get' | 'apt-cache', ...args: string[]) =>
    run(program, ['-c', config, ...args], { timeoutMs: APT_MS, signal, env: { LC_ALL: 'C' } })

  // one of several sources may be unreachable: it only matters if the package is not found
  const updateError = await apt('apt-get', 'update').then(
    () => undefined,
    (error: Error) => error
  )
  signal?.throwIfAborted()
  // lines of 'name - description'; older releases have the version in the name
  const found = await apt('apt-cache', 'search', '--names-only', '^mariadb-server-core')
  const name = found.split('\n').sort().find(Boolean)?.split(' ')[0]
  if (!name)
    throw updateError ?? new Error('the package sources of this system have no mariadb-server-core')
  await apt('apt-get', 'install', '--yes', '--no-install-recommends', '--download-only', name)
  const files = (await readdir(archives)).filter((file) => file.endsWith('.deb'))
  return files.map((file) => path.join(archives, file))
}

// The system's sources, keys, proxies and list of installed packages stay in force.
function aptConfig(folder: string): string {
  return `
Dir::State::Lists "${folder}/lists";
Dir::Cache "${folder}/cache";
Dir::Cache::archives "archives";
Dir::Cache::pkgcache "pkgcache.bin";

// an ordinary user may not take the system's locks; root's downloader may not write to this folder
Debug::NoLocking "true";
APT::Sandbox::User "root";

// hooks for the system's own updates (docker-clean, PackageKit)
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;

// by default an unreachable source is a warning, followed later by an unhelpful error
APT::Update::Error-Mode "any";

Acquire::Languages "none";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::CNF::DefaultEnabled "false";
Acquire::Retries "1";
Acquire::http::Timeout "15";
Acquire::https::Timeout "15";
`
}

function systemRelease(): string {
  const file = '/etc/os-release'
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const valueOf = (key: string) => RegExp(`^${key}="?([\\w.-]+)`, 'm').exec(text)?.[1] ?? 'unknown'
  return `${valueOf('ID')}-${valueOf('VERSION_ID')}`
}

function withSubfolders(folder: string): string[] {
  if (!existsSync(folder)) return []
  const subfolders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name))
  return [folder, ...subfolders]
}
