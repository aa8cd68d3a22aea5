import { type FunctionEntry } from '../../serverless-yml'
import { type Cloud } from '../cloud/client'
import { type DeployedTrigger, listTriggers } from '../cloud/triggers'
import { otherTriggers, wantedTriggers } from './wanted-triggers'

/**
 * Brings a function's URL and timers in line with serverless.yml, and removes triggers that are no
 * longer in it. A trigger that is right already is not touched: a recreated timer could miss its
 * turn.
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

type TriggerKey = Pick<DeployedTrigger, 'Type' | 'TriggerName'>

function sameAs(one: TriggerKey) {
  return (other: TriggerKey) => one.Type === other.Type && one.TriggerName === other.TriggerName
}

/** Describes a trigger in one line. SCF returns more than it was given; only our part is used. */
export function describeTrigger(trigger: DeployedTrigger): string {
  const { TriggerDesc, Enable, CustomArgument = '' } = trigger
  const state = Enable === 1 ? 'on' : 'off'
  const details = TriggerDesc.startsWith('{')
    ? (JSON.parse(TriggerDesc) as Record<string, unknown>)
    : { cron: TriggerDesc }
  if (trigger.Type === 'timer') return `${String(details.cron)} ${state} ${CustomArgument}`.trim()
  if (trigger.Type !== 'http' || !Enable) return state
  const net = details.NetConfig as { EnableIntranet: boolean; EnableExtranet: boolean }
  const reach = [net.EnableExtranet && 'public', net.EnableIntranet && 'private'].filter(Boolean)
  return `${reach.join(' and ')}, authentication ${String(details.AuthType)}`
}
