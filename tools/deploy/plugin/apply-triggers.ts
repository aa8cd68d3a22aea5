import { type Cloud } from '../cloud/client'
import { readUntil } from '../cloud/patience'
import { createOnce } from '../cloud/repeat'
import { type DeployedTrigger, listTriggers } from '../cloud/triggers'
import { describeTrigger } from './describe-trigger'
import { type WantedTrigger } from './wanted-triggers'

/**
 * Brings a function's triggers in line with serverless.yml, and removes those that are no longer in
 * it. A trigger that is right already is not touched: a recreated timer could miss its turn. Throws
 * an Error when SCF does not have all of them in the end.
 */
export async function applyTriggers(
  cloud: Cloud,
  FunctionName: string,
  wanted: WantedTrigger[]
): Promise<void> {
  const existing = await listTriggers(cloud, FunctionName)
  for (const { TriggerName, Type, TriggerDesc, Qualifier } of existing) {
    const trigger = { TriggerName, Type, TriggerDesc, Qualifier }
    if (!wanted.some(sameAs(trigger)))
      await cloud('scf', 'DeleteTrigger', { FunctionName, ...trigger })
  }
  for (const trigger of wanted) {
    const found = existing.find(sameAs(trigger))
    const { TriggerName = trigger.TriggerName } = found ?? {}
    if (!found)
      await createOnce(
        () => cloud('scf', 'CreateTrigger', { FunctionName, ...trigger }),
        async () => (await listTriggers(cloud, FunctionName)).some(sameAs(trigger))
      )
    else if (describeTrigger(found) !== describeTrigger(asDeployed(trigger)))
      await cloud('scf', 'UpdateTrigger', { FunctionName, ...trigger, TriggerName })
  }
  await checkTriggers(cloud, FunctionName, wanted)
}

async function checkTriggers(cloud: Cloud, name: string, wanted: WantedTrigger[]): Promise<void> {
  const missingIn = (found: DeployedTrigger[]) =>
    wanted.filter((trigger) => {
      const text = describeTrigger(asDeployed(trigger))
      return !found.filter(sameAs(trigger)).some((one) => describeTrigger(one) === text)
    })
  const found = await readUntil(
    () => listTriggers(cloud, name),
    (read) => missingIn(read).length === 0
  )
  const missing = missingIn(found).map(({ Type, TriggerName }) => `${Type} ${TriggerName}`)
  if (missing.length)
    throw new Error(
      `${name}: SCF accepted these triggers and does not have them: ${missing.join(', ')}`
    )
}

type TriggerKey = Pick<DeployedTrigger, 'Type' | 'TriggerName' | 'TriggerDesc' | 'Qualifier'>

/**
 * A function URL is known by its alias, since SCF may have named it. A bucket may have several
 * triggers of the same name, which cannot be changed: one that differs counts as a new trigger.
 */
function sameAs(one: TriggerKey) {
  return (other: TriggerKey) => {
    if (one.Type !== other.Type) return false
    if (one.Type === 'http') return (one.Qualifier ?? '$LATEST') === (other.Qualifier ?? '$LATEST')
    if (one.TriggerName !== other.TriggerName) return false
    return one.Type !== 'cos' || textOfRule(one) === textOfRule(other)
  }
}

function textOfRule({ Type, TriggerName, TriggerDesc }: TriggerKey): string {
  return describeTrigger({ Type, TriggerName, TriggerDesc, Enable: 1 })
}

/** A wanted trigger as SCF would list it. */
export function asDeployed(trigger: WantedTrigger): DeployedTrigger {
  return { ...trigger, Enable: trigger.Enable === 'OPEN' ? 1 : 0 }
}
