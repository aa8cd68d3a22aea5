import { type Cloud, orUndefined } from '../cloud/client'
import { readAlias } from './records'
import { type Alias, LATEST } from './versions'

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
    original: { FunctionVersion, RoutingConfig, Description: Description ?? '' },
    changed: reply.ModTime ?? ''
  }
}

interface AliasReply {
  FunctionVersion?: string
  Description?: string | null
  RoutingConfig?: { AdditionalVersionWeights?: { Version: string; Weight: number }[] | null }
  ModTime?: string
}
