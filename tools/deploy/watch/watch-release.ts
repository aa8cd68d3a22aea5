import { setTimeout as delay } from 'node:timers/promises'
import { findNext } from '../release/plan-release'
import { readFunctions } from '../release/read-functions'
import { runRollback } from '../release/run-rollback'
import { type OpenStage } from '../settings/open-stage'
import { describeTraffic, ENOUGH_CALLS, findFault } from './judge'
import { hasMoved, measure, pairOf } from './measure'

const LOOK_MS = 60_000
/** So often in a row the measurements may be missing before nobody can be said to watch. */
const MAX_BLIND = 3

/** Time, for what waits for minutes; tests have one of their own. */
export interface Clock {
  /** Milliseconds since 1970 */
  now(): number
  /** Rejects when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => delay(ms, undefined, { signal })
}

interface WatchRun {
  log: (line: string) => void
  clock: Clock
  signal?: AbortSignal
}

/**
 * Watches a release that has a share of the calls, for `watchMs`. Ends it by moving all calls back
 * when its errors or its time exceed those of the version before, or when nothing can be measured.
 * Resolves when it was no worse. Otherwise throws an Error that says how the release stands now.
 */
export async function watchRelease(
  stage: OpenStage,
  { release, watchMs }: { release: number; watchMs: number },
  { log, clock, signal }: WatchRun
): Promise<void> {
  const pairs = (await readFunctions(stage)).flatMap((one) => pairOf(one) ?? [])
  if (!pairs.length) return log('nothing to watch: no function has calls of two versions')
  const [from, share] = [clock.now(), `release ${release}`]
  log(`\nwatching ${share} for ${watchMs / 60_000} min, until it is worse than what was before`)
  const silent = pairs.filter(({ topic }) => !topic).map(({ shortName }) => shortName)
  if (silent.length) log(`  without a log topic, answers of 500 are not seen: ${silent.join(', ')}`)
  let blind = 0
  let isGone = false
  while (clock.now() - from < watchMs) {
    await sleepOrSay(Math.min(LOOK_MS, from + watchMs - clock.now()))
    const why = await look().catch((error: Error) => {
      log(`  ${timeOf(clock)}  not measured: ${error.message}`)
      return ++blind >= MAX_BLIND ? `nothing was measured ${blind} times in a row` : undefined
    })
    if (isGone) throw new Error(`${share} is not in progress any more: somebody moved the calls`)
    if (why) await end(why)
  }
  const calls = pairs.reduce((sum, { next }) => sum + next.traffic.calls, 0)
  if (calls < ENOUGH_CALLS)
    throw new Error(`${share} had ${calls} calls: too few to judge it\n${howItStands(stage)}`)
  log(`\n${share} was no worse. ${howItStands(stage)}`)

  async function sleepOrSay(ms: number): Promise<void> {
    await clock.sleep(ms, signal).catch(() => {
      throw new Error(`interrupted: nobody watches ${share} now. ${howItStands(stage)}`)
    })
  }

  /** Resolves to what is wrong with the release. */
  async function look(): Promise<string | undefined> {
    await measure(stage, pairs, { from, to: clock.now() })
    isGone = await hasMoved(stage, pairs)
    blind = 0
    if (isGone) return undefined
    for (const { shortName, old, next } of pairs)
      log(
        `  ${timeOf(clock)}  ${shortName}: version ${next.version} ${describeTraffic(next.traffic)}; ` +
          `version ${old.version} ${describeTraffic(old.traffic)}`
      )
    const faults = pairs.flatMap(({ shortName, old, next }) => {
      const fault = findFault(old.traffic, next.traffic)
      return fault ? [`${shortName}, version ${next.version}: ${fault}`] : []
    })
    return faults.join('\n') || undefined
  }

  async function end(why: string): Promise<never> {
    const next = findNext(await readFunctions(stage))
    if (next !== release) throw new Error(`${why}\n${share} is not in progress any more`)
    log(`\n${why}`)
    await runRollback(stage, { dryRun: false }, log).catch((error: Error) => {
      throw new Error(`${share} is worse, and ending it failed: ${error.message}`)
    })
    throw new Error(`${share} was ended after ${minutes(clock.now() - from)} min: ${why}`)
  }
}

function howItStands({ stage }: OpenStage): string {
  return (
    'It keeps its share of the calls:\n' +
    `  npm run release -- --stage ${stage} --promote    gives it all of them\n` +
    `  npm run rollback -- --stage ${stage}             takes them away`
  )
}

const minutes = (ms: number) => Math.round(ms / 60_000)
const timeOf = (clock: Clock) => new Date(clock.now()).toISOString().slice(11, 16)
