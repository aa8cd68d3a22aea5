import type { Cloud } from './client'

/** A trigger as SCF's ListTriggers tells it; only what is used. */
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

/** The address of a function URL, where SCF tells it. */
export function urlOf({ Type, TriggerDesc }: DeployedTrigger): string | undefined {
  if (Type !== 'http') return undefined
  const { NetConfig } = JSON.parse(TriggerDesc) as { NetConfig?: { ExtranetUrl?: string } }
  return NetConfig?.ExtranetUrl
}
