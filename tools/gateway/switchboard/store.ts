import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Stage } from '../../contract/stages'
import { createHistory } from './history'
import {
  isComplete,
  readSnapshot,
  type Snapshot,
  type SnapshotContent,
  writeSnapshot
} from './snapshot'

export type Store = ReturnType<typeof createStore>

/**
 * The published versions of one environment: one folder each, never changed, and an append-only
 * history. Any number of processes may read and publish at the same time.
 */
export function createStore(
  snapshotsDir: string,
  environment: Stage,
  clock: () => Date = () => new Date()
) {
  const dir = path.join(snapshotsDir, environment)
  mkdirSync(dir, { recursive: true })
  const history = createHistory(path.join(dir, 'history.jsonl'), clock)

  function versions(): number[] {
    const names = existsSync(dir) ? readdirSync(dir) : []
    return names
      .filter((name) => /^\d{4,}$/.test(name) && isComplete(path.join(dir, name)))
      .map(Number)
      .sort((a, b) => a - b)
  }

  /** Throws an Error that lists the existing versions. */
  function read(version: number): Snapshot {
    const known = versions()
    if (!known.includes(version))
      throw new Error(
        `${environment} has no version ${version}: ` +
          (known.length ? `it has ${known.join(', ')}` : 'nothing was published')
      )
    return readSnapshot(dir, version)
  }

  function currentVersion(): number | undefined {
    return history.entries().at(-1)?.version
  }

  /** Never reuses a number, so that each one in the history means one content forever. */
  function nextVersion(): number {
    const past = history.entries().map(({ version }) => version)
    return Math.max(0, ...versions(), ...past) + 1
  }

  /** Tries the next number when another process takes it first. */
  function write(content: SnapshotContent, note: string): number {
    const publishedAt = clock().toISOString()
    mkdirSync(dir, { recursive: true })
    for (let version = nextVersion(); ; version++)
      try {
        writeSnapshot(dir, { environment, version, publishedAt, note }, content)
        return version
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
  }

  /** False also for a version that was tampered with: a publish replaces it. */
  function serves(content: SnapshotContent): boolean {
    const version = currentVersion()
    try {
      const { contract, settings, functions } = read(version ?? 0)
      return isDeepStrictEqual({ contract, settings, functions }, content)
    } catch {
      return false
    }
  }

  return {
    /** Changes with every publish and rollback; its last line decides what is served. */
    historyFile: history.file,
    history: history.entries,
    versions,
    read,
    serves,
    currentVersion,

    /** undefined before the first publish. Throws when what is served was tampered with. */
    current(): Snapshot | undefined {
      const version = currentVersion()
      return version === undefined ? undefined : read(version)
    },

    /** Serves this content from now on. Content that is served already is not published again. */
    publish(content: SnapshotContent, note: string): { version: number; isNew: boolean } {
      const served = currentVersion()
      if (served !== undefined && serves(content)) return { version: served, isNew: false }
      const version = write(content, note)
      history.add('publish', version, note)
      return { version, isNew: true }
    },

    /** Serves an older version again: by default the one before the one served now. */
    rollback(version?: number, note = ''): number {
      const now = currentVersion()
      const target =
        version ??
        versions()
          .filter((known) => known < (now ?? 0))
          .at(-1)
      if (target === undefined)
        throw new Error(
          now === undefined
            ? `nothing was published to ${environment} yet`
            : `${environment} has no version before the one it serves`
        )
      if (target === now) throw new Error(`${environment} already serves version ${target}`)
      read(target)
      history.add('rollback', target, note)
      return target
    }
  }
}
