import { type Cloud } from '../cloud/client'
import { readDescription } from '../cloud/description'
import { type Configuration, getFunction, getReservedMb } from '../cloud/functions'
import { type DeployedTrigger, listTriggers, urlOf } from '../cloud/triggers'
import { asDeployed } from './apply-triggers'
import { type WantedFunction } from './describe-function'
import { describeTrigger } from './describe-trigger'
import { type WantedTrigger } from './wanted-triggers'

/** What is known about a function, by the fact's name; undefined when it does not exist. */
type FunctionFacts = Record<string, string> | undefined

/** Reads what is deployed under each name, and the addresses of function URLs. */
export async function readDeployed(cloud: Cloud, names: string[]) {
  const facts: Record<string, FunctionFacts> = {}
  const urls: Record<string, string> = {}
  for (const name of names) {
    const found = await getFunction(cloud, name)
    if (!found) continue
    const triggers = await listTriggers(cloud, name)
    const reservedMb = await getReservedMb(cloud, name)
    facts[name] = {
      type: found.Type ?? 'Event',
      runtime: found.Runtime,
      ...configurationFacts(found, reservedMb),
      ...triggerFacts(triggers)
    }
    const url = triggers.map(urlOf).find(Boolean)
    if (url) urls[name] = url
  }
  return { facts, urls }
}

/** The same facts about a function of serverless.yml. */
export function wantedFacts(wanted: WantedFunction, triggers: WantedTrigger[]): FunctionFacts {
  return {
    type: wanted.Type,
    runtime: wanted.Runtime,
    ...configurationFacts(wanted.configuration, wanted.reservedMb),
    ...triggerFacts(triggers.map(asDeployed))
  }
}

function configurationFacts(
  configuration: Partial<Configuration>,
  reservedMb: number | undefined
): Record<string, string> {
  const { Description = '', MemorySize, Timeout, InitTimeout, VpcConfig } = configuration
  const { PublicNetConfig, InstanceConcurrencyConfig, Environment, Role } = configuration
  const { text, code = 'unknown' } = readDescription(Description)
  return {
    code,
    description: text,
    memory: `${MemorySize} MB`,
    'time limit': `${Timeout} s, at start ${InitTimeout} s`,
    'requests per instance': String(InstanceConcurrencyConfig?.MaxConcurrency ?? 1),
    'memory reserved': reservedMb ? `${reservedMb} MB` : 'none',
    role: Role || 'none',
    'private network': [VpcConfig?.VpcId, VpcConfig?.SubnetId].filter(Boolean).join(' ') || 'none',
    'public network': PublicNetConfig?.PublicNetStatus === 'ENABLE' ? 'yes' : 'no',
    'fixed address': PublicNetConfig?.EipConfig?.EipStatus === 'ENABLE' ? 'yes' : 'no',
    ...Object.fromEntries(
      (Environment?.Variables ?? []).map(({ Key, Value }) => [`variable ${Key}`, Value])
    )
  }
}

function triggerFacts(triggers: DeployedTrigger[]): Record<string, string> {
  const nameOf = ({ Type, TriggerName }: DeployedTrigger) =>
    Type === 'http' ? 'function URL' : `${Type} ${TriggerName}`
  return Object.fromEntries(triggers.map((trigger) => [nameOf(trigger), describeTrigger(trigger)]))
}

/** One line per difference. Values of variables are never shown: some are secrets. */
export function compareFacts(name: string, before: FunctionFacts, after: FunctionFacts): string[] {
  if (!before && !after) return []
  if (!before) return [`+ ${name}`, ...lines({}, after ?? {})]
  if (!after) return [`- ${name}`]
  const changes = lines(before, after)
  return changes.length ? [`~ ${name}`, ...changes] : [`= ${name}`]
}

function lines(before: Record<string, string>, after: Record<string, string>): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys
    .filter((key) => before[key] !== after[key])
    .map((key) => {
      const [old, now] = [before[key], after[key]]
      const isSecret = key.startsWith('variable ')
      const shown = isSecret ? (old === undefined ? 'set' : 'new value') : now
      const change = isSecret || old === undefined ? shown : `${old} -> ${now}`
      return `    ${key}: ${now === undefined ? 'gone' : change}`
    })
}
