import { tagsOf, type Tag } from '../cloud/tags'
import type { FunctionEntry, Service } from './serverless'

/** A function as serverless.yml wants it, in the words of SCF's API. */
export interface WantedFunction {
  FunctionName: string
  Type: 'Event' | 'HTTP'
  Handler: string
  Runtime: string
  Tags: Tag[]
  /** What a later deployment may change */
  configuration: Configuration
  /** undefined: none is kept */
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
 * The platform's defaults, for what the file does not say:
 * cloud.tencent.com/document/product/583/18586
 */
const DEFAULTS = { memorySize: 128, timeout: 3, initTimeout: 65 }

/**
 * Reads one function out of a service. `code` names the archive's content; it ends the function's
 * description, because SCF tells of a function's code only how large it is.
 */
export function describeFunction(
  { service, provider, functions }: Service,
  { name, stage, code }: { name: string; stage: string; code: string }
): WantedFunction {
  const entry = functions[name]
  if (!entry) throw new Error(`no function ${name} in serverless.yml`)
  const all = { ...DEFAULTS, ...provider, ...entry }
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
  const merged = Object.assign({}, ...sources.map((source) => source?.variables)) as Record<
    string,
    string | number
  >
  return (
    Object.entries(merged)
      .map(([Key, value]) => ({ Key, Value: String(value) }))
      // a setting that is left out is an empty one
      .filter(({ Value }) => Value !== '')
  )
}
