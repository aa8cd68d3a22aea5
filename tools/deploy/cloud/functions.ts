import type { Configuration } from '../plugin/describe-function'
import { isNotFound, type Cloud } from './client'
import type { Tag } from './tags'

/** A function as SCF's GetFunction tells it; only what is used. */
export interface DeployedFunction extends Partial<Configuration> {
  FunctionName: string
  Runtime: string
  Type?: string
  Status: string
  StatusDesc?: string
  StatusReasons?: { ErrorCode?: string; ErrorMessage?: string }[]
  Tags?: Tag[]
}

/** A function, or one of its versions (`Qualifier`); undefined when there is none. */
export async function getFunction(
  cloud: Cloud,
  FunctionName: string,
  Qualifier?: string
): Promise<DeployedFunction | undefined> {
  const asked = { FunctionName, ...(Qualifier && { Qualifier }) }
  try {
    return await cloud<DeployedFunction>('scf', 'GetFunction', asked)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** Memory kept for a function, in MB; undefined when none is. */
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
