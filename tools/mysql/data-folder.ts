import { link, lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { birthOf, lives, markOf, readMark } from '../common/processes'
import { stopLeftOver } from './server-record'

const ownerFile = (dir: string) => path.join(dir, 'owner.json')
const creatorFile = (dir: string) => path.join(dir, 'creator.json')

/**
 * Makes this process the owner of `dir` and returns the function that ends this. Takes over from a
 * dead owner; rejects with the pid of a living one.
 */
export async function takeOwnership(dir: string): Promise<() => Promise<void>> {
  const file = ownerFile(dir)
  const mine = `${file}.${process.pid}`
  await writeFile(mine, JSON.stringify(markOf(process.pid)))
  try {
    while (!(await linkIfFree(mine, file))) {
      const owner = readMark(file)
      if (owner && lives(owner))
        throw new Error(
          `${dir} is in use by the launcher with pid ${owner.pid}: stop it, or use another folder`
        )
      await removeDead(file)
    }
  } finally {
    await rm(mine, { force: true })
  }
  return () => rm(file, { force: true })
}

/** Unlike a file that is created and then written, a link is never seen half-written. */
async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Puts the file back if a faster launcher has replaced the dead owner meanwhile. */
async function removeDead(file: string): Promise<void> {
  const aside = `${file}.${process.pid}.dead`
  await rename(file, aside).catch(() => undefined)
  const moved = readMark(aside)
  if (moved && lives(moved)) await linkIfFree(aside, file)
  await rm(aside, { force: true })
}

/**
 * Creates a folder for a server whose data need not be kept: <tmp>/scf-databases-<uid>/<pid>-<random>.
 * Remove it after `stop()`. Each call first removes the folders of dead launchers and ends the
 * servers they left.
 */
export async function throwAwayDir(): Promise<string> {
  const root = path.join(tmpdir(), `scf-databases-${process.getuid?.() ?? userInfo().username}`)
  await mkdir(root, { recursive: true, mode: 0o700 })
  await requireOwn(root)
  for (const name of await readdir(root)) await removeIfDead(path.join(root, name))
  const dir = await mkdtemp(path.join(root, `${process.pid}-`))
  await writeFile(creatorFile(dir), JSON.stringify(markOf(process.pid)))
  return dir
}

async function removeIfDead(dir: string): Promise<void> {
  const [creator, owner] = [readMark(creatorFile(dir)), readMark(ownerFile(dir))]
  const pid = Number.parseInt(path.basename(dir), 10)
  // a folder that was created a moment ago does not have the creator's file yet
  const isWanted = creator ? lives(creator) : birthOf(pid) !== undefined
  if (isWanted || (owner && lives(owner))) return
  await stopLeftOver(dir)
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
}

/**
 * Other users can write to the temporary folder: one might have created our root to read our data.
 */
async function requireOwn(root: string): Promise<void> {
  const entry = await lstat(root)
  const isOurs = process.getuid === undefined || entry.uid === process.getuid()
  if (!entry.isDirectory() || !isOurs) throw new Error(`${root} does not belong to this user`)
}
