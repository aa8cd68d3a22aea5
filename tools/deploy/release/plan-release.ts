import type { StageFunction } from './read-functions'
import { LATEST, type Aim } from './versions'

/** What a release is about to do. */
export interface ReleasePlan {
  release: number
  /** Functions whose $LATEST is not what was published last */
  toPublish: StageFunction[]
}

/**
 * Says which release what is deployed belongs to: a new one, or one that is published already, in
 * whole or, by a run that was ended, in part.
 */
export function planRelease(functions: StageFunction[]): ReleasePlan {
  const toPublish = functions.filter(({ versions, content }) => versions[0]?.content !== content)
  const newest = Math.max(0, ...functions.flatMap(({ versions }) => versions[0]?.release ?? []))
  if (!toPublish.length) return { release: newest, toPublish }
  const isKnown = functions.some(({ alias: { record } }) =>
    [record.release, record.next, record.undone, ...record.before].includes(newest)
  )
  // published for a release that no alias has heard of: a run was ended half-way
  const isBegun = functions.some((one) => {
    const [last] = one.versions
    return last?.release === newest && last.content === one.content
  })
  return { release: isBegun && !isKnown ? newest : newest + 1, toPublish }
}

/** The gray release that is under way; undefined when there is none. */
export function findNext(functions: StageFunction[]): number | undefined {
  const next = functions.flatMap(({ alias }) => alias.record.next ?? [])
  return next.length ? Math.max(...next) : undefined
}

/** The release that is live: the latest one, where the functions are not of one mind. */
export function findLive(functions: StageFunction[]): number | undefined {
  const live = functions.flatMap(({ alias }) => alias.record.release ?? [])
  return live.length ? Math.max(...live) : undefined
}

/**
 * Where a function's calls are to go: `weight` percent to `target`, its version in the release.
 * Timers and queues call one version or the other whole: a function without an address waits until
 * the release has everything. A function that has no version yet gets its first one at once, so that
 * $LATEST never answers beside a version; `live` is what the others have meanwhile.
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

export interface ReleaseStep {
  release: number
  /** The release that is live */
  live: number | undefined
  /** The function's version in the release */
  target: string
  /** Percent, 1 to 100 */
  weight: number
}
