import { type Cloud } from '../cloud/client'
import { readDescription } from '../cloud/description'
import { type Configuration, getFunction, getReservedMb } from '../cloud/functions'
import { listTriggers, urlOf } from '../cloud/triggers'
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
      ...Object.fromEntries(triggers.map((trigger) => [nameOf(trigger), describeTrigger(trigger)]))
    }
    const url = triggers.map(urlOf).find(Boolean)
    if (url) urls[name] = url
  }
  return { facts, urls }
}

/** The same facts about a function of serverless.yml. */
export function wantedFacts(wanted: WantedFunction, triggers: WantedTrigger[]): FunctionFacts {
  const described = triggers.map((trigger) => [
    nameOf(trigger),
    describeTrigger(asDeployed(trigger))
  ])
  return {
    type: wanted.Type,
    runtime: wanted.Runtime,
    ...configurationFacts(wanted.configuration, wanted.reservedMb),
    ...(Object.fromEntries(described) as Record<string, string>)
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

function nameOf({ Type, TriggerName }: { Type: string; TriggerName: string }): string {
  return Type === 'http' ? 'function URL' : `${Type} ${TriggerName}`
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
      if (key.startsWith('variable ')) {
        const verb =
          before[key] === undefined ? 'set' : after[key] === undefined ? 'gone' : 'new value'
        return `    ${key}: ${verb}`
      }
      const [old, now] = [before[key], after[key]]
      if (now === undefined) return `    ${key}: gone`
      return `    ${key}: ${old === undefined ? now : `${old} -> ${now}`}`
    })
}
