import { describeMoves } from './describe-moves'
import { listMoves, moveTogether } from './move-alias'
import type { OpenStage } from './open-stage'
import { aimRelease, findLive, findNext, planRelease } from './plan-release'
import { publish } from './publish'
import { demandDeployed, type StageFunction } from './read-functions'
import type { ReleaseOptions } from './release-options'
import { demandActive } from '../cloud/settle'
import { versionIn, type Aim } from './versions'

export interface Run {
  log: (line: string) => void
  /** Stops between two steps, and puts back what has moved */
  signal?: AbortSignal
}

/** The release that is meant, and where each function's calls are to go. */
interface Aims {
  release: number
  aims: Map<StageFunction, Aim>
}

/**
 * Publishes what is deployed and gives it its share of the calls, or the release that is under way
 * everything. Throws an Error that says what to do; then what was live before still is.
 */
export async function runRelease(
  stage: OpenStage,
  options: ReleaseOptions,
  run: Run
): Promise<void> {
  const { dryRun, promote } = options
  const { log } = run
  const { release, aims } = promote
    ? aimPromotion(await demandDeployed(stage))
    : await aimShare(stage, options, run)
  log(`\nrelease ${release} of ${stage.service}, ${stage.stage}:`)
  for (const line of describeMoves(aims)) log(line)
  log('')
  const moves = listMoves(aims)
  if (!moves.length) return log('nothing to change')
  if (dryRun) return log('nothing was changed')
  await moveTogether(stage.cloud, moves, run)
  log(`release ${release} ${summary(aims)}`)
}

async function aimShare(
  stage: OpenStage,
  { weight, note, dryRun }: ReleaseOptions,
  run: Run
): Promise<Aims> {
  const functions = await demandSettled(stage, run)
  const plan = planRelease(functions)
  const { release, toPublish } = plan
  if (dryRun) for (const { name } of toPublish) run.log(`${name}: would be published`)
  const published = dryRun
    ? new Map<StageFunction, string>()
    : await publish(stage.cloud, functions, plan, { note, ...run })
  const live = findLive(functions)
  const aims = functions.map((one) => {
    const known = toPublish.includes(one) ? '(new)' : (versionIn(one, release)?.version ?? '')
    const target = published.get(one) ?? known
    return [one, aimRelease(one, { release, live, target, weight })] as const
  })
  return { release, aims: new Map(aims) }
}

/** A function that SCF still works on may be read half-changed: all are read again. */
async function demandSettled(stage: OpenStage, { log, signal }: Run): Promise<StageFunction[]> {
  const functions = await demandDeployed(stage)
  const busy = functions.filter(({ found }) => found.Status !== 'Active')
  for (const { name } of busy) await demandActive(stage.cloud, name, { log, signal })
  return busy.length ? demandDeployed(stage) : functions
}

/** Throws an Error when none is under way, though what is deployed is not released either. */
function aimPromotion(functions: StageFunction[]): Aims {
  const next = findNext(functions)
  const release = next ?? findLive(functions)
  if (release === undefined || (next === undefined && planRelease(functions).toPublish.length))
    throw new Error('no release is under way: --weight 10 begins one, with what is deployed')
  const aims = functions.flatMap((one) => {
    const target = versionIn(one, release)?.version
    if (target === undefined) return []
    return [[one, aimRelease(one, { release, live: release, target, weight: 100 })] as const]
  })
  return { release, aims: new Map(aims) }
}

function summary(aims: Map<StageFunction, Aim>): string {
  const share = [...aims.values()].find(({ gray }) => gray)?.gray?.weight
  return share === undefined ? 'is live: all calls go to it' : `has ${share} % of the calls`
}
