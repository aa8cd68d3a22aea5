import { waitUntilActive } from '../cloud/settle'
import { type OpenStage } from '../settings/open-stage'
import { type StageOptions } from '../settings/options'
import { tryMeasuring } from '../watch/measure'
import { type Clock, systemClock, watchRelease } from '../watch/watch-release'
import { describeMoves } from './describe-moves'
import { listMoves, moveTogether } from './move-alias'
import { aimRelease, findLive, findNext, planRelease } from './plan-release'
import { provisionAimed, releaseOthers } from './provision'
import { publish } from './publish'
import { readFunctions, type StageFunction } from './read-functions'
import { type Aim, versionIn } from './versions'

export interface ReleaseOptions extends StageOptions {
  promote: boolean
  /** Percent, 1 to 100 */
  weight: number
  note: string
  /** For how long the release is watched once it has its share; undefined: it is not */
  watchMs?: number
}

interface ReleaseRun {
  log: (line: string) => void
  /** Stops between two steps, and puts back what has moved */
  signal?: AbortSignal
  clock?: Clock
}

/** A release, and where each function's calls should go. */
interface ReleaseAims {
  release: number
  aims: Map<StageFunction, Aim>
}

/**
 * Publishes what is deployed and gives it a share of the calls, or gives the release in progress
 * all of them; with `watchMs`, watches it and ends it when it is worse. Throws an Error that says
 * what to do, and what is live then.
 */
export async function runRelease(
  stage: OpenStage,
  options: ReleaseOptions,
  run: ReleaseRun
): Promise<void> {
  const { dryRun, promote, watchMs } = options
  const { log, signal, clock = systemClock } = run
  const { release, aims } = promote
    ? aimPromotion(await readFunctions(stage))
    : await aimShare(stage, options, run)
  log(`\nrelease ${release} of ${stage.service}, ${stage.stage}:`)
  for (const line of describeMoves(aims)) log(line)
  log('')
  const moves = listMoves(aims)
  if (dryRun) return log(moves.length ? 'nothing was changed' : 'nothing to change')
  if (watchMs !== undefined) await tryMeasuring(stage.cloud, [...aims.keys()])
  await moveCalls(stage, aims, run)
  log(moves.length ? `release ${release} ${summarize(aims)}` : 'nothing to change')
  if (watchMs !== undefined) await watchRelease(stage, { release, watchMs }, { log, clock, signal })
}

/**
 * Keeps instances ready where calls will go, moves the calls, and gives up what is kept ready
 * elsewhere. Throws an Error that says what is live then; what was made ready in vain is given up.
 */
async function moveCalls(
  stage: OpenStage,
  aims: ReleaseAims['aims'],
  run: ReleaseRun
): Promise<void> {
  const { log, signal } = run
  const ready = { wanted: stage.provisioned ?? {}, log, ...(signal && { signal }) }
  const giveUp = async (error: unknown): Promise<never> => {
    const asBefore = new Map([...aims.keys()].map((one) => [one, one.alias]))
    await releaseOthers(stage.cloud, asBefore, ready).catch(({ message }: Error) =>
      log(`what was made ready may still be there, and is billed: ${message}`)
    )
    throw error
  }
  await provisionAimed(stage.cloud, aims, ready).catch((cause: Error) => {
    const how = 'no calls were moved: what was live before still is'
    return giveUp(new Error(`${cause.message}\n${how}`, { cause }))
  })
  await moveTogether(stage.cloud, listMoves(aims), run).catch(giveUp)
  await releaseOthers(stage.cloud, aims, ready).catch((cause: Error) => {
    const how = `the release ${summarize(aims)}; run the same command again for what is kept ready`
    throw new Error(`${cause.message}\n${how}`, { cause })
  })
}

async function aimShare(
  stage: OpenStage,
  { weight, note, dryRun }: ReleaseOptions,
  run: ReleaseRun
): Promise<ReleaseAims> {
  const functions = await readSettled(stage, run)
  // what serverless.yml has no more keeps its old code
  const current = functions.filter(({ shortName }) => shortName in (stage.provisioned ?? {}))
  if (new Set(current.map(({ code }) => code)).size > 1)
    run.log('the code is of several deployments: if the last one has failed, deploy again first')
  const plan = planRelease(functions)
  const { release, toPublish } = plan
  if (dryRun) for (const { name } of toPublish) run.log(`${name}: would be published`)
  const published = dryRun
    ? new Map<StageFunction, string>()
    : await publish(stage.cloud, functions, plan, { note, ...run })
  const live = findLive(functions)
  const aims = functions.map((one) => {
    const planned = toPublish.includes(one) ? '(new)' : (versionIn(one, release)?.version ?? '')
    const target = published.get(one) ?? planned
    return [one, aimRelease(one, { release, live, target, weight })] as const
  })
  return { release, aims: new Map(aims) }
}

/** Waits until SCF is done with every function, then reads all of them again. */
async function readSettled(
  stage: OpenStage,
  { log, signal }: ReleaseRun
): Promise<StageFunction[]> {
  const functions = await readFunctions(stage)
  const busy = functions.filter(({ found }) => found.Status !== 'Active')
  for (const { name } of busy) await waitUntilActive(stage.cloud, name, { log, signal })
  return busy.length ? readFunctions(stage) : functions
}

/** Throws an Error when no release is in progress and something unreleased is deployed. */
function aimPromotion(functions: StageFunction[]): ReleaseAims {
  const next = findNext(functions)
  const release = next ?? findLive(functions)
  if (release === undefined || (next === undefined && planRelease(functions).toPublish.length))
    throw new Error('no release is in progress: --weight 10 starts one with what is deployed')
  const aims = functions.flatMap((one) => {
    const target = versionIn(one, release)?.version
    if (target === undefined) return []
    return [[one, aimRelease(one, { release, live: release, target, weight: 100 })] as const]
  })
  return { release, aims: new Map(aims) }
}

function summarize(aims: Map<StageFunction, Aim>): string {
  const share = [...aims.values()].find(({ gray }) => gray)?.gray?.weight
  return share === undefined ? 'is live: all calls go to it' : `has ${share} % of the calls`
}
