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
  if (dryRun) return log(moves.length ? '\nnothing was changed' : '\nnothing to change')
  if (signal?.aborted) throw new Error('interrupted: nothing was changed')
  // without the number, the same command may go back once more
  const number = release === undefined ? '' : ` --to ${release}`
  const rest = `\`npm run rollback -- --stage ${stage.stage}${number}\` does the rest`
  await moveEach(stage.cloud, moves, log).catch(explain(rest))
  // calls first: what is kept ready can wait
  const ready = { wanted: stage.provisioned ?? {}, log, ...(signal && { signal }) }
  const isLive = `${goal} is live: all calls go to it`
  try {
    signal?.throwIfAborted()
    await provisionAimed(stage.cloud, aims, ready)
    await releaseOthers(stage.cloud, aims, ready)
  } catch (error) {
    explain(`${isLive}. Something else is kept ready than serverless.yml says: ${rest}`)(error)
  }
  log(moves.length ? `\n${isLive}` : '\nnothing to change')
}

/** Adds to an error how things stand now. */
function explain(how: string) {
  return (error: unknown): never => {
    throw new Error(`${(error as Error).message}\n${how}`, { cause: error })
  }
}
