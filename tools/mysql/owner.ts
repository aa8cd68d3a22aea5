import { link, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lives, markOf, readMark, type ProcessMark } from '../common/processes'

const fileOf = (dir: string) => join(dir, 'owner.json')

/** The launcher that owns `dir`, dead or alive. */
export function ownerOf(dir: string): ProcessMark | undefined {
  return readMark(fileOf(dir))
}

/**
 * Makes this process the owner of `dir`, and gives the function that ends it. Rejects, naming the pid, when a living
 * launcher owns it; a dead one's ownership is taken over.
 */
export async function takeOwnership(dir: string): Promise<() => Promise<void>> {
  const file = fileOf(dir)
  const mine = `${file}.${process.pid}`
  await writeFile(mine, JSON.stringify(markOf(process.pid)))
  try {
    while (!(await linkIfFree(mine, file))) {
      const owner = ownerOf(dir)
      if (owner && lives(owner)) throw inUse(dir, owner.pid)
      await putAside(file)
    }
  } finally {
    await rm(mine, { force: true })
  }
  return () => rm(file, { force: true })
}

// A link appears with its content, so nobody ever reads half an owner.
async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

// Two launchers may find the same dead owner: the slower one must not put the faster one's file aside.
async function putAside(file: string): Promise<void> {
  const aside = `${file}.${process.pid}.dead`
  await rename(file, aside).catch(() => undefined)
  const moved = readMark(aside)
  if (moved && lives(moved)) await linkIfFree(aside, file)
  await rm(aside, { force: true })
}

function inUse(dir: string, pid: number): Error {
  return new Error(
    `${dir} is in use by the launcher with pid ${pid}: stop it, or use another folder`
  )
}
