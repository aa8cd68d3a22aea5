import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { birthOf } from '../common/processes'

/** Where things fetched once are kept for this user: the system's own convention, `weapp-scf` inside. */
export function cacheDir(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  const home = homedir()
  if (process.platform === 'win32')
    return join(LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'weapp-scf')
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'weapp-scf')
  return join(XDG_CACHE_HOME || join(home, '.cache'), 'weapp-scf')
}

/**
 * Lets `fill` work in a folder beside `<cache>/<name>` and renames it to that when done, so that what stands there is
 * whole. When another process was faster and what it put there passes `isUsable`, its work stays and ours goes.
 */
export async function fillOnce(
  name: string,
  fill: (folder: string) => Promise<void>,
  isUsable: () => Promise<boolean>
): Promise<void> {
  const cache = cacheDir()
  const target = join(cache, name)
  await mkdir(cache, { recursive: true })
  await removeHalfDone(cache, name)
  const half = await mkdtemp(join(cache, halfName(name)))
  try {
    await fill(half)
    if (existsSync(target) && !(await isUsable())) {
      await rm(target, { recursive: true, force: true })
    }
    await rename(half, target).catch(async (error: Error) => {
      if (!(await isUsable())) throw error
    })
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

const halfName = (name: string) => `${name}.half-${process.pid}-`

async function removeHalfDone(cache: string, name: string): Promise<void> {
  for (const entry of await readdir(cache)) {
    const pid =
      entry.startsWith(`${name}.half-`) && Number(entry.slice(name.length + 6).split('-')[0])
    if (pid && birthOf(pid) === undefined)
      await rm(join(cache, entry), { recursive: true, force: true })
  }
}
