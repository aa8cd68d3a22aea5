import { type Cloud } from './client'
import { readPages } from './pages'

/** The part of SCF's ListTriggers that is used. */
export interface DeployedTrigger {
  TriggerName: string
  Type: string
  TriggerDesc: string
  Enable: number
  Qualifier?: string
  CustomArgument?: string
}

/** As SCF may return it: as a number or a text, and with null for what there is not. */
type ListedTrigger = Omit<DeployedTrigger, 'Enable' | 'CustomArgument'> & {
  Enable?: number | string | null
  CustomArgument?: string | null
}

const ON = /^(1|OPEN|true)$/i

export async function listTriggers(cloud: Cloud, FunctionName: string): Promise<DeployedTrigger[]> {
  const found = await readPages<ListedTrigger>('Triggers', (range) =>
    cloud('scf', 'ListTriggers', { FunctionName, ...range })
  )
  return found.map((one) => ({
    ...one,
    Enable: ON.test(String(one.Enable)) ? 1 : 0,
    CustomArgument: one.CustomArgument ?? ''
  }))
}

/** The address of a function URL; undefined for other triggers. */
export function urlOf({ Type, TriggerDesc }: DeployedTrigger): string | undefined {
  if (Type !== 'http' || !TriggerDesc.startsWith('{')) return undefined
  const { NetConfig } = JSON.parse(TriggerDesc) as { NetConfig?: { ExtranetUrl?: string } }
  return NetConfig?.ExtranetUrl
}
