import { type StageFunction } from './read-functions'
import { type Aim, LATEST } from './versions'

/** What a release will do. */
export interface ReleasePlan {
  release: number
  /** Functions whose $LATEST differs from their newest version */
  toPublish: StageFunction[]
}

/**
 * Plans the release of what is deployed now. That is a new release, or one that is already
 * published: completely, or in part by a run that was interrupted.
 */
export function planRelease(functions: StageFunction[]): ReleasePlan {
  const toPublish = functions.filter(({ versions, content }) => versions[0]?.content !== content)
  const newest = Math.max(0, ...functions.flatMap(({ versions }) => versions[0]?.release ?? []))
  if (!toPublish.length) return { release: newest, toPublish }
  const isKnown = functions.some(({ alias: { record } }) =>
    [record.release, record.next, record.undone, ...record.before].includes(newest)
  )
  // versions of a release that no alias has recorded: a run was interrupted halfway
  const isBegun = functions.some((one) => {
    const [last] = one.versions
    return last?.release === newest && last.content === one.content
  })
  return { release: isBegun && !isKnown ? newest : newest + 1, toPublish }
}

/** The gray release in progress; undefined when there is none. */
export function findNext(functions: StageFunction[]): number | undefined {
  const next = functions.flatMap(({ alias }) => alias.record.next ?? [])
  return next.length ? Math.max(...next) : undefined
}

/** The live release; the newest one when the functions disagree. */
export function findLive(functions: StageFunction[]): number | undefined {
  const live = functions.flatMap(({ alias }) => alias.record.release ?? [])
  return live.length ? Math.max(...live) : undefined
}

/**
 * Where a function's calls should go: `weight` percent to `target`, its version in the release.
 * Calls of timers and queues cannot be split, so a function without an address waits until the
 * release gets all calls. A function without any version gets its first one at once, so that
 * $LATEST never answers beside a published version; until then its record names `live`.
 */
export function aimRelease(
  { alias: { version, record }, isCalled }: StageFunction,
  { release, live, target, weight }: ReleaseStep
): Aim {
  const isFirst = version === LATEST
  if (weight === 100 || record.release === release || (isFirst && (live ?? release) === release)) {
    const before = record.release === undefined ? [] : [record.release, ...record.before]
    const isThere = record.release === release
    return { version: target, record: { release, before: isThere ? record.before : before } }
  }
  if (isFirst) return { version: target, record: { release: live, next: release, before: [] } }
  return {
    version,
    ...(isCalled && version !== target && { gray: { version: target, weight } }),
    record: { release: record.release, next: release, before: record.before }
  }
}

interface ReleaseStep {
  release: number
  /** The live release */
  live: number | undefined
  /** The function's version in the release */
  target: string
  /** Percent, 1 to 100 */
  weight: number
}
