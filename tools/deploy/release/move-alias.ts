import type { Cloud } from '../cloud/client'
import type { StageFunction } from './read-functions'
import { ALIAS, readLive } from './read-live'
import { writeAlias } from './records'
import type { Aim } from './versions'

/** One function, and where its calls are to go. */
export interface Move {
  one: StageFunction
  aim: Aim
}

/** Those that are not there already. */
export function listMoves(aims: Map<StageFunction, Aim>): Move[] {
  return [...aims]
    .filter(([{ alias }, aim]) => textOf(alias) !== textOf(aim))
    .map(([one, aim]) => ({ one, aim }))
}

/**
 * Moves all, one after the other, or none: when one is refused, or `signal` says stop, those moved
 * already are put back. Throws an Error that says why, and what is where.
 */
export async function moveTogether(
  cloud: Cloud,
  moves: Move[],
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

/** Moves each, whatever becomes of the others. Throws an Error that names those that stayed. */
export async function moveEach(cloud: Cloud, moves: Move[]): Promise<void> {
  const outcomes = await Promise.allSettled(moves.map(({ one, aim }) => moveAlias(cloud, one, aim)))
  const failed = outcomes.flatMap((outcome, i) =>
    outcome.status === 'rejected'
      ? [`${moves[i]?.one.name} is not moved: ${(outcome.reason as Error).message}`]
      : []
  )
  if (failed.length)
    throw new Error([...failed, 'run the same command again for the rest'].join('\n'))
}

/** Whole, SCF wants no routing: then all calls go to the one version. */
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
    throw new Error(`${name} was to go to ${textOf(aim)}, and SCF has it at ${textOf(live)}`)
}

/** Also the one that failed: its answer may have been lost, and not the order. */
async function putBack(cloud: Cloud, tried: StageFunction[]): Promise<string> {
  const stray: string[] = []
  for (const { name, alias } of tried)
    try {
      const { FunctionVersion, RoutingConfig, Description } = alias.told
      await cloud('scf', 'UpdateAlias', {
        ...{ FunctionName: name, Name: ALIAS, FunctionVersion, Description },
        ...(isRouted(RoutingConfig) && { RoutingConfig })
      })
    } catch (error) {
      stray.push(`${name} could not be put back: ${(error as Error).message}`)
    }
  if (stray.length)
    return [...stray, 'run the same command again, or `npm run rollback`'].join('\n')
  return 'everything is back where it was: what was live before still is'
}

/** SCF also tells empty lists, and takes none. */
function isRouted(routing: object | undefined): boolean {
  return Object.values(routing ?? {}).some((rules) => Array.isArray(rules) && rules.length > 0)
}

function textOf(aim: Aim): string {
  return `${whereOf(aim)} (${writeAlias(aim.record)})`
}

function whereOf({ version, gray }: Aim): string {
  return `version ${version}${gray ? `, ${gray.weight} % version ${gray.version}` : ''}`
}
