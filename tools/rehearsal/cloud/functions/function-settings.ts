import path from 'node:path'
import { type FunctionSettings } from '../../../serverless-yml'
import { roleKey } from '../api/keys'
import { type CloudFunction, type State, type Version } from '../state'

/** What the local SCF runtime needs to run a version that is unpacked in `folder`. */
export function functionSettings(
  { account }: State,
  found: CloudFunction,
  version: Version,
  { folder, network }: { folder: string; network: Record<string, string> }
): FunctionSettings {
  const configuration = version.configuration as {
    Handler: string
    Role?: string
    Timeout: number
    InitTimeout: number
    MemorySize: number
    InstanceConcurrencyConfig?: { MaxConcurrency?: number }
    Environment?: { Variables?: { Key: string; Value: string }[] }
  }
  const variables = configuration.Environment?.Variables ?? []
  const [file = '', handler = ''] = configuration.Handler.split('.')
  const memoryMb = Number(configuration.MemorySize)
  return {
    name: found.name,
    // scf_bootstrap starts the bundle named after the last part of the function's name
    bundle: path.join(folder, `${found.type === 'HTTP' ? found.name.split('-').at(-1) : file}.js`),
    type: found.type === 'HTTP' ? 'web' : 'event',
    event: 'url',
    handler,
    timeoutSeconds: Number(configuration.Timeout),
    initTimeoutSeconds: Number(configuration.InitTimeout),
    memoryMb,
    concurrency: Number(configuration.InstanceConcurrencyConfig?.MaxConcurrency ?? 1),
    maxInstances: Math.floor((found.reservedMb || 128_000) / memoryMb),
    environment: {
      ...network,
      ...Object.fromEntries(variables.map(({ Key, Value }) => [Key, Value]))
    },
    ...(configuration.Role && { roleKey: roleKey(account, configuration.Role) }),
    timers: [],
    region: account.region
  }
}
