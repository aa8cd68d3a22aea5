import { type Cloud } from '../cloud/client'
import { readLive } from '../release/alias'
import { type StageFunction } from '../release/read-functions'
import { LATEST } from '../release/versions'
import { type OpenStage } from '../settings/open-stage'
import { type Traffic, type VersionName } from './judge'
import { readAnswers, readMetrics } from './read-metrics'

/** Lines reach CLS some time after they were written. */
const LATE_MS = 60_000

/** A function with two versions in traffic, and what both have had to do so far. */
export interface Pair {
  shortName: string
  topic: string | undefined
  old: Watched
  next: Watched
}

interface Watched extends VersionName {
  traffic: Traffic
  /** Until when its log has been read */
  readTo?: number
}

/** undefined for a function all of whose calls go to one version. */
export function pairOf({ name, shortName, alias, found }: StageFunction): Pair | undefined {
  const { version, gray } = alias
  if (!gray) return undefined
  const none = { traffic: { calls: 0, errors: 0, meanMs: 0 } }
  return {
    shortName,
    topic: found.ClsTopicId ?? undefined,
    old: { functionName: name, version, ...none },
    next: { functionName: name, version: gray.version, ...none }
  }
}

/** Throws an Error when nothing can be measured, for instance when the key may not. */
export async function tryMeasuring(cloud: Cloud, [first]: StageFunction[]): Promise<void> {
  const version = { functionName: first?.name ?? '', version: LATEST }
  const range = { from: Date.now() - LATE_MS, to: Date.now() }
  await readMetrics(cloud, [version], range).catch((error: Error) => {
    throw new Error(`no calls were moved: a release cannot be watched here: ${error.message}`)
  })
}

/** Adds what both versions of each function have had to do since `from`. */
export async function measure(
  { cloud }: OpenStage,
  pairs: Pair[],
  { from, to }: { from: number; to: number }
): Promise<void> {
  const versions = pairs.flatMap(({ old, next }) => [old, next])
  const metrics = await readMetrics(cloud, versions, { from, to })
  for (const [i, version] of versions.entries())
    version.traffic = { ...version.traffic, ...metrics[i] }
  const logging = pairs.flatMap(({ topic, old, next }) =>
    topic ? [old, next].map((version) => ({ topic, version })) : []
  )
  await Promise.all(
    logging.map(async ({ topic, version }) => {
      const range = { from: version.readTo ?? from, to: to - LATE_MS }
      if (range.to <= range.from) return
      const { answered, failed } = await readAnswers(cloud, version, { topic, ...range })
      const { answers: before = { answered: 0, failed: 0 } } = version.traffic
      const answers = { answered: before.answered + answered, failed: before.failed + failed }
      Object.assign(version, { readTo: range.to, traffic: { ...version.traffic, answers } })
    })
  )
}

/** Whether somebody else has promoted the release, ended it or begun another. */
export async function hasMoved({ cloud }: OpenStage, pairs: Pair[]): Promise<boolean> {
  const [first] = pairs
  if (!first) return false
  const { gray } = await readLive(cloud, first.next.functionName)
  return gray?.version !== first.next.version
}
