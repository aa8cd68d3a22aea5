import { type OpenStage } from '../settings/open-stage'
import { describeMoves } from './describe-moves'
import { listMoves, moveEach } from './move-alias'
import { planRollback } from './plan-rollback'
import { provisionAimed, releaseOthers } from './provision'
import { readFunctions } from './read-functions'

interface RollbackOptions {
  /** A release's number; by default the release before */
  to?: number
  dryRun: boolean
}

/** Moves all calls back to what was live before. Throws an Error that says what to do. */
export async function runRollback(
  stage: OpenStage,
  { to, dryRun }: RollbackOptions,
  log: (line: string) => void,
  signal?: AbortSignal
): Promise<void> {
  const { release, aims } = planRollback(await readFunctions(stage), to)
  const goal = release === undefined ? 'what was live before' : `release ${release}`
  log(`back to ${goal}:`)
  for (const line of describeMoves(aims)) log(line)
  const moves = listMoves(aims)
  if (!moves.length) return log('\nnothing to change')
  if (dryRun) return log('\nnothing was changed')
  if (signal?.aborted) throw new Error('interrupted: nothing was changed')
  await moveEach(stage.cloud, moves, log)
  if (signal?.aborted)
    throw new Error(
      `interrupted: ${goal} is live; run the same command again for what is kept ready`
    )
  // calls first: what is kept ready can wait
  const ready = { wanted: stage.provisioned ?? {}, log, ...(signal && { signal }) }
  await provisionAimed(stage.cloud, aims, ready)
  await releaseOthers(stage.cloud, aims, ready)
  log(`\n${goal} is live: all calls go to it`)
}
