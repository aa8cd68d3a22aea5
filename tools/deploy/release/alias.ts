import { type Cloud, CloudError, orUndefined } from '../cloud/client'
import { readUntil } from '../cloud/patience'
import { readAlias, writeAlias } from './records'
import { type Aim, type Alias, LATEST } from './versions'

/** Function URLs, timers and the custom domain call this alias. */
export const ALIAS = '$DEFAULT'

/** Reads where the alias points. Throws an Error that says what to do when there is none. */
export async function readLive(cloud: Cloud, FunctionName: string): Promise<Alias> {
  const reply = await orUndefined(
    cloud<AliasReply>('scf', 'GetAlias', { FunctionName, Name: ALIAS })
  )
  if (!reply)
    throw new Error(
      `${FunctionName} has no alias ${ALIAS}, which SCF makes for every function and its address calls: ` +
        'make one in the console that points to $LATEST'
    )
  const { FunctionVersion = LATEST, RoutingConfig, Description } = reply
  const [other] = RoutingConfig?.AdditionalVersionWeights ?? []
  const weight = Math.round(Number(other?.Weight ?? 0) * 100)
  return {
    version: FunctionVersion,
    ...(other && weight > 0 && { gray: { version: other.Version, weight } }),
    record: readAlias(Description),
    original: { FunctionVersion, RoutingConfig, Description: Description ?? '' }
  }
}

interface AliasReply {
  FunctionVersion?: string
  Description?: string | null
  RoutingConfig?: { AdditionalVersionWeights?: { Version: string; Weight: number }[] | null }
}

interface AliasUpdate {
  alias: { FunctionVersion: string; Description: string }
  /** undefined: all calls go to the one version */
  routing: object | undefined
  isThere: (live: Aim) => boolean
}

/**
 * Updates the alias and reads it back. How to end a gray release is not documented: by an empty
 * list of weights, as Tencent's own tools do, or without routing. So the second is tried when the
 * first is refused or changes nothing.
 */
export async function updateAlias(
  cloud: Cloud,
  name: string,
  { alias, routing, isThere }: AliasUpdate
): Promise<void> {
  const all = { FunctionName: name, Name: ALIAS, ...alias }
  const forms = routing
    ? [{ ...all, RoutingConfig: routing }]
    : [{ ...all, RoutingConfig: { AdditionalVersionWeights: [] } }, all]
  let problem = new Error(`${name} was not moved`)
  for (const form of forms) {
    try {
      await cloud('scf', 'UpdateAlias', form)
    } catch (error) {
      problem = error as Error
      if (isRefusedForm(problem)) continue
      throw problem
    }
    const live = await readUntil(() => readLive(cloud, name), isThere)
    if (isThere(live)) return
    problem = new Error(`${name}: UpdateAlias was accepted, but SCF has it at ${textOf(live)}`)
  }
  throw problem
}

/** SCF has several codes for a list that it does not take. */
function isRefusedForm(error: Error): boolean {
  return (
    error instanceof CloudError &&
    /^(InvalidParameter|MissingParameter|FailedOperation(\.UpdateAlias)?$)/.test(error.code)
  )
}

/** Where calls go, with the record of releases. */
export function textOf(aim: Aim): string {
  return `${whereOf(aim)} (${writeAlias(aim.record)})`
}

/** Where calls go. */
export function whereOf({ version, gray }: Aim): string {
  return `version ${version}${gray ? `, ${gray.weight} % version ${gray.version}` : ''}`
}
