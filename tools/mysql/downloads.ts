import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { birthOf } from '../common/processes'
import { type ServerProgram } from './program'

/** A server that can be downloaded, once per user. */
export interface Downloadable {
  /** Its folder in the cache. */
  name: string
  announcement: string
  /** Whether this machine has what the download needs. */
  isPossible(): boolean
  downloadTo(folder: string, options: DownloadOptions): Promise<void>
  /** Rejects when the program in `folder` does not run. */
  open(folder: string): Promise<ServerProgram>
}

export interface DownloadOptions {
  onProgress: (line: string) => void
  signal?: AbortSignal
}

/** The server that an earlier download left in the cache, if any. Rejects when it does not run. */
export async function openDownloaded(server: Downloadable): Promise<ServerProgram | undefined> {
  const folder = path.join(cacheDir(), server.name)
  return existsSync(folder) ? server.open(folder) : undefined
}

/** Downloads a server into the cache; undefined when this machine cannot. */
export async function download(
  server: Downloadable,
  options: DownloadOptions
): Promise<ServerProgram | undefined> {
  if (!server.isPossible()) return undefined
  options.onProgress(server.announcement)
  const target = path.join(cacheDir(), server.name)
  const partial = await createPartial(target)
  try {
    await server.downloadTo(partial, options)
    const isUsable = () => openDownloaded(server).then(Boolean, () => false)
    if (existsSync(target) && !(await isUsable())) await rm(target, { recursive: true })
    // the rename makes it appear complete; it fails when another process was faster
    await rename(partial, target).catch(async (error: Error) => {
      if (!(await isUsable())) throw error
    })
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  options.onProgress(`Keeping it in ${cacheDir()}`)
  return openDownloaded(server)
}

/** Creates `<target>.partial-<pid>-<random>` and removes what killed processes left there. */
async function createPartial(target: string): Promise<string> {
  const cache = path.dirname(target)
  const prefix = `${path.basename(target)}.partial-`
  await mkdir(cache, { recursive: true })
  for (const name of await readdir(cache)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : 0
    if (pid && birthOf(pid) === undefined)
      await rm(path.join(cache, name), { recursive: true, force: true })
  }
  return mkdtemp(path.join(cache, `${prefix}${process.pid}-`))
}

/** This user's cache folder, where the system's conventions put it. */
function cacheDir(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  const roots: Partial<Record<NodeJS.Platform, string>> = {
    win32: LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'),
    darwin: path.join(homedir(), 'Library', 'Caches')
  }
  const root = roots[process.platform] ?? (XDG_CACHE_HOME || path.join(homedir(), '.cache'))
  return path.join(root, 'scf-mysql')
}
