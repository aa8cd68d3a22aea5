import { type Cloud } from './client'

/** The part of SCF's ListTriggers that is used. */
export interface DeployedTrigger {
  TriggerName: string
  Type: string
  TriggerDesc: string
  Enable: number
  Qualifier?: string
  CustomArgument?: string
}

export async function listTriggers(cloud: Cloud, FunctionName: string): Promise<DeployedTrigger[]> {
  const { Triggers = [] } = await cloud<{ Triggers?: DeployedTrigger[] }>('scf', 'ListTriggers', {
    FunctionName,
    Limit: 100
  })
  return Triggers
}

/** The address of a function URL; undefined for other triggers. */
export function urlOf({ Type, TriggerDesc }: DeployedTrigger): string | undefined {
  if (Type !== 'http') return undefined
  const { NetConfig } = JSON.parse(TriggerDesc) as { NetConfig?: { ExtranetUrl?: string } }
  return NetConfig?.ExtranetUrl
}
