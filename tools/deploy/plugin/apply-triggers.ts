import type { Cloud } from '../cloud/client'
import { listTriggers, type DeployedTrigger } from '../cloud/triggers'
import type { FunctionEntry } from './serverless'
import { otherTriggers, wantedTriggers } from './wanted-triggers'

/**
 * Makes a function's URL and timers what the file says, and removes whatever trigger the file no
 * longer has. One that is right already is left alone: a timer made anew would miss its turn.
 */
export async function applyTriggers(
  cloud: Cloud,
  FunctionName: string,
  name: string,
  entry: FunctionEntry | undefined
): Promise<void> {
  const wanted = wantedTriggers(name, entry)
  const others = otherTriggers(entry)
  const existing = await listTriggers(cloud, FunctionName)
  for (const { TriggerName, Type, TriggerDesc, Qualifier } of existing) {
    const trigger = { TriggerName, Type, TriggerDesc, Qualifier }
    const isOther = !/^(http|timer)$/.test(Type) && others.includes(TriggerName)
    if (!isOther && !wanted.some(sameAs(trigger)))
      await cloud('scf', 'DeleteTrigger', { FunctionName, ...trigger })
  }
  for (const trigger of wanted) {
    const found = existing.find(sameAs(trigger))
    const Enable = trigger.Enable === 'OPEN' ? 1 : 0
    if (!found) await cloud('scf', 'CreateTrigger', { FunctionName, ...trigger })
    else if (describeTrigger(found) !== describeTrigger({ ...trigger, Enable }))
      await cloud('scf', 'UpdateTrigger', { FunctionName, ...trigger })
  }
}

function sameAs<Trigger extends Pick<DeployedTrigger, 'Type' | 'TriggerName'>>(one: Trigger) {
  return (other: Pick<DeployedTrigger, 'Type' | 'TriggerName'>) =>
    one.Type === other.Type && one.TriggerName === other.TriggerName
}

/**
 * What a trigger is, in one line. SCF tells more of it than it was told, so only our part is looked
 * at.
 */
export function describeTrigger(trigger: DeployedTrigger): string {
  const { TriggerDesc, Enable, CustomArgument = '' } = trigger
  const state = Enable === 1 ? 'on' : 'off'
  const told = TriggerDesc.startsWith('{')
    ? (JSON.parse(TriggerDesc) as Record<string, unknown>)
    : { cron: TriggerDesc }
  if (trigger.Type === 'timer') return `${String(told.cron)} ${state} ${CustomArgument}`.trim()
  if (trigger.Type !== 'http' || !Enable) return state
  const net = told.NetConfig as { EnableIntranet: boolean; EnableExtranet: boolean }
  const reach = [net.EnableExtranet && 'public', net.EnableIntranet && 'private'].filter(Boolean)
  return `${reach.join(' and ')}, authentication ${String(told.AuthType)}`
}
