import { findLive, findNext } from './plan-release'
import { type StageFunction } from './read-functions'
import { type Aim, LATEST, versionIn } from './versions'

/** What a rollback will do: which release will be live, and where each function's calls will go. */
interface RollbackPlan {
  /** undefined: what will be live was not released from here */
  release: number | undefined
  aims: Map<StageFunction, Aim>
}

/**
 * Plans a rollback to the release `to`. Without it, ends the gray release in progress or goes back
 * to the release before the live one. Throws an Error when there is nothing to go back to.
 */
export function planRollback(functions: StageFunction[], to: number | undefined): RollbackPlan {
  const next = findNext(functions)
  const live = findLive(functions)
  if (to === undefined && next !== undefined) {
    const waiting = functions.filter(({ alias }) => alias.record.next === next)
    return { release: findLive(waiting), aims: aimAll(functions, (one) => aimOut(one, next)) }
  }
  const release = to ?? releaseBefore(functions, live)
  const known = listReleases(functions)
  if (!known.includes(release))
    throw new Error(`there is no release ${release}; there are: ${known.join(', ') || 'none'}`)
  return { release, aims: aimAll(functions, (one) => aimBack(one, release, next ?? live)) }
}

/** Releases with published versions, newest first. */
export function listReleases(functions: StageFunction[]): number[] {
  const all = functions.flatMap(({ versions }) => versions.map(({ release }) => release))
  return [...new Set(all)].sort((a, b) => b - a)
}

function releaseBefore(functions: StageFunction[], live: number | undefined): number {
  if (live === undefined) throw new Error('nothing to go back to: there is no release yet')
  const before = functions
    .filter(({ alias }) => alias.record.release === live)
    .flatMap(({ alias }) => alias.record.before[0] ?? [])
  if (before.length) return Math.max(...before)
  throw new Error(`nothing to go back to: nothing was live before release ${live}`)
}

function aimAll(functions: StageFunction[], aim: (one: StageFunction) => Aim | undefined) {
  const aims = functions.flatMap((one) => {
    const found = aim(one)
    return found ? [[one, found] as const] : []
  })
  return new Map(aims)
}

/** Ends a gray release, even when its promotion had already begun. */
function aimOut(one: StageFunction, next: number): Aim | undefined {
  const { version, record } = one.alias
  const [last] = record.before
  if (record.next === next) return { version, record: { ...record, next: undefined, undone: next } }
  if (record.release === next && last !== undefined) return aimBack(one, last, next)
  return undefined
}

/** Goes back to an earlier release. A function that was added later keeps its version. */
function aimBack(one: StageFunction, release: number, undone: number | undefined) {
  const { version, record } = one.alias
  const target = versionIn(one, release)?.version ?? version
  if (target === LATEST) return undefined
  return {
    version: target,
    record: {
      release,
      ...(undone !== release && { undone }),
      before: record.release === release ? record.before : beforeOf(release)
    }
  }

  /** The releases that were live before that one. */
  function beforeOf(wanted: number): number[] {
    const at = record.before.indexOf(wanted)
    if (at >= 0) return record.before.slice(at + 1)
    return record.release === undefined ? record.before : [record.release, ...record.before]
  }
}
