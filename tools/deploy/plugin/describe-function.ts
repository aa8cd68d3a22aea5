import { type FunctionEntry, SCF_DEFAULTS, type ServerlessService } from '../../serverless-yml'
import { writeDescription } from '../cloud/description'
import { type Configuration, type Tag } from '../cloud/functions'
import { tagsOf } from '../cloud/ownership'

/** A function of serverless.yml, in the terms of SCF's API. */
export interface WantedFunction {
  FunctionName: string
  Type: 'Event' | 'HTTP'
  Handler: string
  Runtime: string
  region: string
  Tags: Tag[]
  /** The part that a later deployment can change */
  configuration: Configuration
  /** undefined: no instances are reserved */
  reservedMb: number | undefined
}

/**
 * Describes one function of a service. `code` identifies the archive's content; it becomes part of
 * the function's description.
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
    region: provider.region,
    Tags: tagsOf(service, stage),
    configuration: {
      Description: writeDescription(all.description ?? '', code),
      MemorySize: all.memorySize,
      Timeout: all.timeout,
      InitTimeout: all.initTimeout,
      ...(all.role && { Role: all.role }),
      Environment: {
        Variables: variablesOf(provider.environment, entry.environment, isWeb && ofBootstrap(entry))
      },
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

/** Which bundle scf_bootstrap starts: that SCF_FUNCTIONNAME is set there is not certain. */
function ofBootstrap({ handler }: FunctionEntry): FunctionEntry['environment'] {
  return { variables: { FUNCTION_BUNDLE: handler.split('.')[0] ?? '' } }
}

function variablesOf(...sources: (FunctionEntry['environment'] | false)[]) {
  const merged = new Map(
    sources.flatMap((source) => Object.entries((source || undefined)?.variables ?? {}))
  )
  return (
    [...merged]
      .map(([Key, value]) => ({ Key, Value: String(value) }))
      // an empty variable counts as not set
      .filter(({ Value }) => Value !== '')
  )
}
