import { type FunctionEntry, SCF_DEFAULTS, type ServerlessService } from '../../serverless-yml'
import { type Tag, tagsOf } from '../cloud/tags'

/** A function of serverless.yml, in the terms of SCF's API. */
export interface WantedFunction {
  FunctionName: string
  Type: 'Event' | 'HTTP'
  Handler: string
  Runtime: string
  Tags: Tag[]
  /** The part that a later deployment can change */
  configuration: Configuration
  /** undefined: no instances are reserved */
  reservedMb: number | undefined
}

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

/**
 * Describes one function of a service. `code` identifies the archive's content; it is appended to
 * the function's description, because SCF returns nothing about a function's code but its size.
 */
export function describeFunction(
  { service, provider, functions }: ServerlessService,
  { name, stage, code }: { name: string; stage: string; code: string }
): WantedFunction {
  const entry = functions[name]
  if (!entry) throw new Error(`serverless.yml has no function ${name}`)
  const all = { ...SCF_DEFAULTS, ...provider, ...entry }
  const isWeb = entry.type === 'web'
  return {
    FunctionName: `${service}-${stage}-${name}`,
    Type: isWeb ? 'HTTP' : 'Event',
    // scf_bootstrap starts a web function
    Handler: isWeb ? 'scf_bootstrap' : entry.handler,
    Runtime: all.runtime ?? '',
    Tags: tagsOf(service, stage),
    configuration: {
      Description: `${all.description ?? ''} [code ${code}]`.trim(),
      MemorySize: all.memorySize,
      Timeout: all.timeout,
      InitTimeout: all.initTimeout,
      ...(all.role && { Role: all.role }),
      Environment: { Variables: variablesOf(provider.environment, entry.environment) },
      VpcConfig: { VpcId: all.vpcConfig?.vpcId ?? '', SubnetId: all.vpcConfig?.subnetId ?? '' },
      PublicNetConfig: {
        PublicNetStatus: all.publicNetwork === false ? 'DISABLE' : 'ENABLE',
        EipConfig: { EipStatus: all.fixedIp ? 'ENABLE' : 'DISABLE' }
      },
      ...(isWeb && {
        InstanceConcurrencyConfig: {
          DynamicEnabled: 'FALSE' as const,
          MaxConcurrency: entry.instanceConcurrency ?? 1
        }
      })
    },
    reservedMb: entry.reservedInstances && entry.reservedInstances * all.memorySize
  }
}

function variablesOf(...sources: FunctionEntry['environment'][]) {
  const merged = new Map(sources.flatMap((source) => Object.entries(source?.variables ?? {})))
  return (
    [...merged]
      .map(([Key, value]) => ({ Key, Value: String(value) }))
      // an empty variable counts as not set
      .filter(({ Value }) => Value !== '')
  )
}
