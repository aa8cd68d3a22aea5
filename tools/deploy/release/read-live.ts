import type { Cloud } from '../cloud/client'
import { readAlias } from './records'
import { LATEST, type Alias } from './versions'

/** The alias that function URLs, timers and the custom domain call. */
export const ALIAS = '$DEFAULT'

/** Where the alias leads. */
export async function readLive(cloud: Cloud, FunctionName: string): Promise<Alias> {
  const told = await cloud<AliasReply>('scf', 'GetAlias', { FunctionName, Name: ALIAS })
  const { FunctionVersion = LATEST, RoutingConfig, Description } = told
  const [other] = RoutingConfig?.AdditionalVersionWeights ?? []
  const weight = Math.round(Number(other?.Weight ?? 0) * 100)
  return {
    version: FunctionVersion,
    ...(other && weight > 0 && { gray: { version: other.Version, weight } }),
    record: readAlias(Description),
    told: { FunctionVersion, RoutingConfig, Description: Description ?? '' },
    changed: told.ModTime ?? ''
  }
}

interface AliasReply {
  FunctionVersion?: string
  Description?: string | null
  RoutingConfig?: { AdditionalVersionWeights?: { Version: string; Weight: number }[] | null }
  ModTime?: string
}
