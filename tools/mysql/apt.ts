import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './run'

export interface PrivateApt {
  /** Runs apt-get or apt-cache; gives its standard output */
  run(program: 'apt-get' | 'apt-cache', ...args: string[]): Promise<string>
  /** The folder where it puts packages */
  archives: string
}

const timeoutMs = 300_000

/** An apt whose lists and downloads are in `folder`: any user may run it, and the system's own is left as it is. */
export async function privateApt(folder: string, signal?: AbortSignal): Promise<PrivateApt> {
  const archives = join(folder, 'cache', 'archives')
  for (const partial of [join(folder, 'lists', 'partial'), join(archives, 'partial')]) {
    await mkdir(partial, { recursive: true })
  }
  const file = join(folder, 'apt.conf')
  await writeFile(file, settings(folder))
  return {
    archives,
    run: (program, ...args) =>
      run(program, ['-c', file, ...args], { timeoutMs, signal, env: { LC_ALL: 'C' } })
  }
}

// The system's sources, keys and proxies stay in force, and its list of what is installed.
function settings(folder: string): string {
  return `
Dir::State::Lists "${folder}/lists";
Dir::Cache "${folder}/cache";
Dir::Cache::archives "archives";
Dir::Cache::pkgcache "pkgcache.bin";

// an ordinary user may not take the system's locks; root's downloader may not write to this folder
Debug::NoLocking "true";
APT::Sandbox::User "root";

// what the system wants done after its own updates (docker-clean, PackageKit)
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;

// a source out of reach is else only a warning, and an unhelpful error later
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
