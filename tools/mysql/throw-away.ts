import { lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ownerOf } from './owner'
import { birthOf, lives, markOf, readMark } from '../common/processes'
import { stopLeftOver } from './shut-down'

/**
 * A new folder for a server whose data nobody will miss: <tmp>/weapp-scf-<uid>/<pid>-<random>. Each call first removes
 * the folders of launchers that no longer live, and ends the servers they left. Remove yours after `stop()`.
 */
export async function throwAwayDir(): Promise<string> {
  const root = join(tmpdir(), `weapp-scf-${process.getuid?.() ?? userInfo().username}`)
  await mkdir(root, { recursive: true, mode: 0o700 })
  await refuseForeign(root)
  for (const name of await readdir(root)) await sweep(join(root, name), Number.parseInt(name, 10))
  const dir = await mkdtemp(join(root, `${process.pid}-`))
  await writeFile(creatorFile(dir), JSON.stringify(markOf(process.pid)))
  return dir
}

const creatorFile = (dir: string) => join(dir, 'creator.json')

async function sweep(dir: string, creatorPid: number): Promise<void> {
  const [creator, owner] = [readMark(creatorFile(dir)), ownerOf(dir)]
  const isWanted = creator ? lives(creator) : birthOf(creatorPid) !== undefined
  if (isWanted || (owner && lives(owner))) return
  await stopLeftOver(dir)
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
}

// The temporary folder is everybody's: another user may have made our root first, to read or replace what we put in.
async function refuseForeign(root: string): Promise<void> {
  const entry = await lstat(root)
  const isOurs = process.getuid === undefined || entry.uid === process.getuid()
  if (!entry.isDirectory() || !isOurs) throw new Error(`${root} is not a folder of this user's own`)
}
