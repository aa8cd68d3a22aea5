import { type Cloud } from '../cloud/client'
import { textOf, updateAlias, whereOf } from './alias'
import { type StageFunction } from './read-functions'
import { writeAlias } from './records'
import { type Aim } from './versions'

/** A function, and where its calls should go. */
interface AliasMove {
  one: StageFunction
  aim: Aim
}

/** The moves that change anything. */
export function listMoves(aims: Map<StageFunction, Aim>): AliasMove[] {
  return [...aims]
    .filter(([{ alias }, aim]) => textOf(alias) !== textOf(aim))
    .map(([one, aim]) => ({ one, aim }))
}

/**
 * Moves all functions, one after the other, or none: when a move is refused or `signal` is aborted,
 * those that have moved are put back. Throws an Error that says why, and what is where.
 */
export async function moveTogether(
  cloud: Cloud,
  moves: AliasMove[],
  { log, signal }: { log: (line: string) => void; signal?: AbortSignal }
): Promise<void> {
  const tried: StageFunction[] = []
  try {
    for (const { one, aim } of moves) {
      signal?.throwIfAborted()
      tried.unshift(one)
      await moveAlias(cloud, one, aim)
      const stays = whereOf(one.alias) === whereOf(aim)
      log(`${one.name}: ${stays ? 'not moved, the release is noted' : 'moved'}`)
    }
  } catch (error) {
    const { message } = error as Error
    throw new Error([message, await putBack(cloud, tried)].join('\n'), { cause: error })
  }
}

/** Moves each function independently of the others. Throws an Error that lists the failures. */
export async function moveEach(
  cloud: Cloud,
  moves: AliasMove[],
  log: (line: string) => void
): Promise<void> {
  const outcomes = await Promise.allSettled(
    moves.map(async ({ one, aim }) => {
      await moveAlias(cloud, one, aim)
      log(`${one.name}: moved`)
    })
  )
  const failed = outcomes.flatMap((outcome, i) =>
    outcome.status === 'rejected'
      ? [`${moves[i]?.one.name} was not moved: ${(outcome.reason as Error).message}`]
      : []
  )
  if (failed.length) throw new Error(failed.join('\n'))
}

async function moveAlias(cloud: Cloud, { name }: StageFunction, aim: Aim): Promise<void> {
  const { version, gray, record } = aim
  const weights = gray && [{ Version: gray.version, Weight: gray.weight / 100 }]
  await updateAlias(cloud, name, {
    alias: { FunctionVersion: version, Description: writeAlias(record) },
    routing: weights && { AdditionalVersionWeights: weights },
    isThere: (live) => textOf(live) === textOf(aim)
  })
}

/** Includes the move that failed: perhaps only its answer was lost. Returns what happened. */
async function putBack(cloud: Cloud, tried: StageFunction[]): Promise<string> {
  const failures: string[] = []
  for (const { name, alias } of tried)
    try {
      const { FunctionVersion, RoutingConfig, Description } = alias.original
      await updateAlias(cloud, name, {
        alias: { FunctionVersion, Description },
        routing: isRouted(RoutingConfig) ? RoutingConfig : undefined,
        isThere: (live) => whereOf(live) === whereOf(alias)
      })
    } catch (error) {
      failures.push(`${name} could not be put back: ${(error as Error).message}`)
    }
  if (failures.length)
    return [...failures, 'run the same command again, or `npm run rollback`'].join('\n')
  return 'everything is back where it was: what was live before still is'
}

/** SCF returns empty lists, but does not accept them. */
function isRouted(routing: object | undefined): boolean {
  return Object.values(routing ?? {}).some((rules) => Array.isArray(rules) && rules.length > 0)
}
