import { type Cloud, orUndefined } from './client'

export interface Tag {
  Key: string
  Value: string
}

/** The part of a function that a later deployment can change. */
export interface Configuration {
  Description: string
  MemorySize: number
  Timeout: number
  InitTimeout: number
  Role?: string
  Environment: { Variables: { Key: string; Value: string }[] }
  VpcConfig: { VpcId: string; SubnetId: string }
  PublicNetConfig: {
    PublicNetStatus: 'ENABLE' | 'DISABLE'
    EipConfig: { EipStatus: 'ENABLE' | 'DISABLE' }
  }
  /** Web functions only */
  InstanceConcurrencyConfig?: { DynamicEnabled: 'FALSE'; MaxConcurrency: number }
}

/** The part of SCF's GetFunction that is used. */
export interface DeployedFunction extends Partial<Configuration> {
  FunctionName: string
  Runtime: string
  Type?: string
  Status: string
  StatusDesc?: string
  StatusReasons?: { ErrorCode?: string; ErrorMessage?: string }[] | null
  Tags?: Tag[] | null
}

/** Gets a function, or one of its versions (`Qualifier`); undefined when it does not exist. */
export function getFunction(
  cloud: Cloud,
  FunctionName: string,
  Qualifier?: string
): Promise<DeployedFunction | undefined> {
  const parameters = { FunctionName, ...(Qualifier && { Qualifier }) }
  return orUndefined(cloud<DeployedFunction>('scf', 'GetFunction', parameters))
}

/** The memory reserved for a function, in MB; undefined when there is none. */
export async function getReservedMb(
  cloud: Cloud,
  FunctionName: string
): Promise<number | undefined> {
  const { ReservedMem } = await cloud<{ ReservedMem?: number | null }>(
    'scf',
    'GetReservedConcurrencyConfig',
    { FunctionName }
  )
  return ReservedMem || undefined
}
