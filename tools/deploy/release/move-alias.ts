import { type Cloud } from '../cloud/client'
import { type StageFunction } from './read-functions'
import { ALIAS, readLive } from './read-live'
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
export async function moveEach(cloud: Cloud, moves: AliasMove[]): Promise<void> {
  const outcomes = await Promise.allSettled(moves.map(({ one, aim }) => moveAlias(cloud, one, aim)))
  const failed = outcomes.flatMap((outcome, i) =>
    outcome.status === 'rejected'
      ? [`${moves[i]?.one.name} was not moved: ${(outcome.reason as Error).message}`]
      : []
  )
  if (failed.length)
    throw new Error([...failed, 'run the same command again for the rest'].join('\n'))
}

/** Without RoutingConfig all calls go to the one version. */
async function moveAlias(cloud: Cloud, { name }: StageFunction, aim: Aim): Promise<void> {
  const { version, gray, record } = aim
  await cloud('scf', 'UpdateAlias', {
    FunctionName: name,
    Name: ALIAS,
    FunctionVersion: version,
    Description: writeAlias(record),
    ...(gray && {
      RoutingConfig: {
        AdditionalVersionWeights: [{ Version: gray.version, Weight: gray.weight / 100 }]
      }
    })
  })
  const live = await readLive(cloud, name)
  if (textOf(live) !== textOf(aim))
    throw new Error(`${name} should be at ${textOf(aim)}, but SCF has it at ${textOf(live)}`)
}

/** Includes the move that failed: perhaps only its answer was lost. Returns what happened. */
async function putBack(cloud: Cloud, tried: StageFunction[]): Promise<string> {
  const failures: string[] = []
  for (const { name, alias } of tried)
    try {
      const { FunctionVersion, RoutingConfig, Description } = alias.original
      await cloud('scf', 'UpdateAlias', {
        ...{ FunctionName: name, Name: ALIAS, FunctionVersion, Description },
        ...(isRouted(RoutingConfig) && { RoutingConfig })
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

function textOf(aim: Aim): string {
  return `${whereOf(aim)} (${writeAlias(aim.record)})`
}

function whereOf({ version, gray }: Aim): string {
  return `version ${version}${gray ? `, ${gray.weight} % version ${gray.version}` : ''}`
}
